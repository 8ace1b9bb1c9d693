import * as z from 'zod';
import type { Beat } from '../../../core/domain/heartbeat.ts';
import { heartbeatKey } from '../keys.ts';
import type { RawItem } from '../table.ts';
import { itemOf, parseItem, SCHEMA, shapeOf } from './item.ts';

/** A heartbeat that nobody has heard for so long is none any more. */
const KEPT_SECONDS = 14 * 86_400;

const HeartbeatItem = itemOf('heartbeat', {
  ...shapeOf<Beat>()({ source: z.string(), name: z.string(), at: z.string() }),
  expiresAt: z.int(),
});

export const heartbeatItem = (beat: Beat): RawItem => ({
  ...heartbeatKey(beat.source, beat.name),
  type: 'heartbeat',
  schema: SCHEMA,
  ...beat,
  expiresAt: Math.floor(Date.parse(beat.at) / 1000) + KEPT_SECONDS,
});

export const heartbeatFrom = (raw: RawItem): Beat => {
  const { pk, sk, type, schema, expiresAt, ...beat } = parseItem(HeartbeatItem, raw);
  return beat;
};
