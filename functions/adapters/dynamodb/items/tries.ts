import * as z from 'zod';
import type { TrySubject } from '../../../core/domain/bound-cap.ts';
import type { Digest } from '../../../core/domain/timeline.ts';
import type { Try } from '../../../core/domain/tries.ts';
import { triesKey } from '../keys.ts';
import type { RawItem } from '../table.ts';
import { Id, itemOf, jsonText, parseItem, SCHEMA, shapeOf } from './item.ts';

/** Every start that counts against one target or runbook, oldest first. */
export interface CountedTries {
  readonly subject: TrySubject;
  /** Grows with each write, which is conditioned on it: two starts cannot both take the last free slot. */
  readonly version: number;
  readonly tries: readonly Try[];
}

const TryShape = z.object(shapeOf<Try>()({ at: z.string(), incidentId: Id, planDigest: z.string() }));

const TriesItem = itemOf('tries', {
  subject: z.custom<TrySubject>((value) => typeof value === 'string' && /^(target|runbook):./.test(value)),
  version: z.int().min(1),
  tries: jsonText(z.array(TryShape)),
});

export const triesItem = ({ subject, version, tries }: CountedTries, expiresAt: number, digest: Digest): RawItem => ({
  ...triesKey(subject, digest),
  type: 'tries',
  schema: SCHEMA,
  subject,
  version,
  tries: JSON.stringify(tries),
  expiresAt,
});

export const triesFrom = (raw: RawItem): CountedTries => {
  const { pk, sk, type, schema, ...counted } = parseItem(TriesItem, raw);
  return counted;
};
