import * as z from 'zod';
import type { PushConfig } from '../../../core/domain/push.ts';
import { pushKey } from '../keys.ts';
import type { RawItem } from '../table.ts';
import { Id, itemOf, jsonText, parseItem, SCHEMA, shapeOf } from './item.ts';

const ConfigShape = z.object(
  shapeOf<PushConfig>()({
    id: z.string(),
    taskId: z.string(),
    incidentId: Id,
    url: z.string(),
    token: z.string().optional(),
    version: z.enum(['1.0', '0.3']),
  }),
);

const PushItem = itemOf('push', { config: jsonText(ConfigShape) });

export const pushItem = (config: PushConfig): RawItem => ({
  ...pushKey(config.incidentId, config.taskId, config.id),
  type: 'push',
  schema: SCHEMA,
  config: JSON.stringify(config),
});

export const pushFrom = (raw: RawItem): PushConfig => parseItem(PushItem, raw).config;
