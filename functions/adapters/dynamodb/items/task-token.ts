import * as z from 'zod';
import type { IncidentId } from '../../../core/domain/incident.ts';
import { taskTokenKey } from '../keys.ts';
import type { RawItem } from '../table.ts';
import { Id, itemOf, parseItem, SCHEMA } from './item.ts';

/** A token in a partition of its own, which no reader of incidents asks for. */
export interface TaskToken {
  readonly incidentId: IncidentId;
  readonly approvalId: string;
  readonly token: string;
  /** Unix seconds. An execution ends within a day, so nothing waits with it for longer. */
  readonly expiresAt: number;
}

const TaskTokenItem = itemOf('task_token', {
  incidentId: Id,
  approvalId: z.string(),
  token: z.string().min(1),
  expiresAt: z.number(),
});

export const taskTokenItem = (one: TaskToken): RawItem => ({
  ...taskTokenKey(one.incidentId, one.approvalId),
  type: 'task_token',
  schema: SCHEMA,
  ...one,
});

export const taskTokenFrom = (raw: RawItem): TaskToken => {
  const { pk, sk, type, schema, ...one } = parseItem(TaskTokenItem, raw);
  return one;
};
