import * as z from 'zod';
import { WindowView } from '../../../core/contracts/windows.ts';
import { episodeOf } from '../../../core/domain/alert.ts';
import type { HeldAlert, MaintenanceWindow } from '../../../core/domain/maintenance.ts';
import type { Digest } from '../../../core/domain/timeline.ts';
import { fitted } from '../fitted.ts';
import { HELD_ALERTS, heldKey, windowKey } from '../keys.ts';
import type { RawItem } from '../table.ts';
import { itemOf, jsonText, parseItem, SCHEMA, Texts } from './item.ts';

const MONTH = 30 * 86_400;
const after = (at: string): number => Math.floor(Date.parse(at) / 1000) + MONTH;

const WindowItem = itemOf('window', { ...WindowView.shape, expiresAt: z.int() });

/** A window is kept for a month after its end, for whoever asks why nothing was done. */
export const windowItem = (window: MaintenanceWindow): RawItem => ({
  ...windowKey(window.id),
  type: 'window',
  schema: SCHEMA,
  ...window,
  expiresAt: after(window.until),
});

export const windowFrom = (raw: RawItem): MaintenanceWindow => {
  const { pk, sk, type, schema, expiresAt, ...window } = parseItem(WindowItem, raw);
  return window;
};

const HeldAlertShape = z.object({
  fingerprint: z.string(),
  status: z.enum(['firing', 'resolved']),
  name: z.string(),
  service: z.string().optional(),
  severity: z.string().optional(),
  labels: Texts,
  annotations: Texts,
  startsAt: z.string(),
  endsAt: z.string().optional(),
  firingKey: z.string().optional(),
  startUnknown: z.boolean().optional(),
});

const HeldItem = itemOf('held', {
  source: z.string(),
  groupKey: z.string(),
  windowId: WindowView.shape.id,
  heldAt: z.string(),
  alert: jsonText(HeldAlertShape),
  expiresAt: z.int(),
});

/** A held alert under its episode, so that it is held once; the index lists them all. */
export const heldItem = ({ group, alert, windowId, heldAt }: HeldAlert, digest: Digest): RawItem => ({
  ...heldKey(episodeOf({ ...group, alerts: [], truncated: 0 }, alert), digest),
  type: 'held',
  schema: SCHEMA,
  gsi1pk: HELD_ALERTS,
  gsi1sk: heldAt,
  ...group,
  windowId,
  heldAt,
  alert: JSON.stringify(fitted(alert)),
  expiresAt: after(heldAt),
});

export const heldFrom = (raw: RawItem): HeldAlert => {
  const { source, groupKey, windowId, heldAt, alert } = parseItem(HeldItem, raw);
  return { group: { source, groupKey }, alert, windowId, heldAt };
};
