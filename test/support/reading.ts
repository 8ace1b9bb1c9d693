import type { Parsed, Source } from '../../functions/adapters/sources/source.ts';
import type { AlertGroup, SentAlert } from '../../functions/core/domain/alert.ts';
import { bytes } from './payloads.ts';

export const RECEIVED_AT = '2026-05-04T08:00:09.000Z';

/** Reads a body as the webhook does. */
export const reading =
  (source: Source) =>
  (body: unknown, headers: Readonly<Record<string, string>> = {}): Parsed =>
    source.parse(bytes(body), { headers, receivedAt: RECEIVED_AT });

/** The groups in a body that must be understood. */
export const groupsIn =
  (source: Source) =>
  (body: unknown, headers?: Readonly<Record<string, string>>): readonly AlertGroup[] => {
    const parsed = reading(source)(body, headers);
    if (parsed.outcome !== 'understood') throw new Error(JSON.stringify(parsed));
    return parsed.groups;
  };

/** The one alert in a body. */
export const alertIn =
  (source: Source) =>
  (body: unknown, headers?: Readonly<Record<string, string>>): SentAlert => {
    const [alert, ...others] = groupsIn(source)(body, headers).flatMap(({ alerts }) => alerts);
    if (alert === undefined || others.length > 0) throw new Error(`one alert expected, ${others.length + 1} met`);
    return alert;
  };

/** The names of the fields that a refusal tells. */
export const fieldsRefused = (source: Source, body: unknown): readonly string[] => {
  const parsed = reading(source)(body);
  return parsed.outcome === 'invalid' ? parsed.problems.map(({ field }) => field) : [parsed.outcome];
};
