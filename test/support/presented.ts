import type { Presented } from '../../functions/adapters/sources/source.ts';
import { sameSecret } from '../../functions/runtime/same-secret.ts';

export const A_SECRET = 'a-secret-of-a-source-0001';
export const ANOTHER_SECRET = 'a-secret-of-a-source-0002';

/** What a source has to judge by; nothing is presented unless the test says so. */
export const presented = (part: Partial<Presented> = {}): Presented => ({
  headers: {},
  rawBody: new Uint8Array(),
  secrets: [A_SECRET],
  same: sameSecret,
  now: new Date('2026-05-04T08:01:00Z'),
  topics: [],
  certificate: async () => undefined,
  ...part,
});
