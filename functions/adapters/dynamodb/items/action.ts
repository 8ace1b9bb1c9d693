import * as z from 'zod';
import type { ActionRecord } from '../../../core/domain/action.ts';
import type { IncidentId } from '../../../core/domain/incident.ts';
import { actionItemKey } from '../keys.ts';
import type { RawItem } from '../table.ts';
import { AnyJsonObject, Id, itemOf, jsonText, parseItem, SCHEMA, shapeOf } from './item.ts';

const ActionItem = itemOf('action', {
  incidentId: Id,
  ...shapeOf<ActionRecord>()({
    key: z.string(),
    planDigest: z.string(),
    step: z.string(),
    target: z.string(),
    result: z.enum(['started', 'done', 'skipped', 'failed', 'unknown']),
    startedAt: z.string(),
    leaseUntil: z.string(),
    endedAt: z.string().optional(),
    snapshot: jsonText(AnyJsonObject).optional(),
    undoes: z.string().optional(),
    restored: jsonText(AnyJsonObject).optional(),
    found: jsonText(AnyJsonObject).optional(),
    changed: jsonText(AnyJsonObject).optional(),
    error: z.string().optional(),
  }),
});

export const actionItem = (
  id: IncidentId,
  { snapshot, restored, found, changed, ...action }: ActionRecord,
): RawItem => ({
  ...actionItemKey(id, action.key),
  type: 'action',
  schema: SCHEMA,
  incidentId: id,
  ...action,
  ...(snapshot && { snapshot: JSON.stringify(snapshot) }),
  ...(restored && { restored: JSON.stringify(restored) }),
  ...(found && { found: JSON.stringify(found) }),
  ...(changed && { changed: JSON.stringify(changed) }),
});

export const actionFrom = (raw: RawItem): ActionRecord => {
  const { pk, sk, type, schema, incidentId, ...action } = parseItem(ActionItem, raw);
  return action;
};
