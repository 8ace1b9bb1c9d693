import * as z from 'zod';
import { readJson } from '../../core/contracts/read-json.ts';
import { REASONS } from '../../core/domain/reason.ts';
import { generic } from './generic/source.ts';
import type { Parsed, Source } from './source.ts';

const Own = z.object({ because: z.enum(REASONS) });

/**
 * What we notify ourselves of, in our own form, with the Reason. It is read from the queue only: there is no such source
 * at the webhook.
 */
export const own: Pick<Source, 'name' | 'parse'> = {
  name: 'selfright',
  parse: (rawBody, arrival): Parsed => {
    const parsed = generic.parse(rawBody, arrival);
    const json = readJson(rawBody);
    const { data } = Own.safeParse(json.ok ? json.value : undefined);
    if (parsed.outcome !== 'understood' || data === undefined) return parsed;
    const groups = parsed.groups.map((group) => ({ ...group, source: 'selfright', because: data.because }));
    return { outcome: 'understood', groups };
  },
};
