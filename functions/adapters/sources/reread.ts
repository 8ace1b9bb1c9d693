import type { NotificationReader } from '../../core/ports/notification-reader.ts';
import { sourceNamed } from './index.ts';
import { whyOf } from './why.ts';

/** Reads a body that was kept the way its source's webhook reads one that comes in. */
export const rereadNotification: NotificationReader = (name, body, headers) => {
  const source = sourceNamed(name);
  if (source === undefined) return { outcome: 'not_understood', why: `there is no source ${name} any more` };
  const parsed = source.parse(body, { headers });
  if (parsed.outcome === 'test') return parsed;
  if (parsed.outcome !== 'understood') return { outcome: 'not_understood', why: whyOf(parsed) };
  return { outcome: 'understood', text: source.withoutHeaders?.(body, headers) ?? new TextDecoder().decode(body) };
};
