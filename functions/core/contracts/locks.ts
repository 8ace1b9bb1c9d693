import * as z from 'zod';
import type { TargetLock } from '../domain/lock.ts';
import { IncidentIdText } from './incident-parts.ts';
import { shapeOf } from './shape-of.ts';

/** A target's lock, as the API tells it. */
export const LockView = z.object(
  shapeOf<TargetLock>()({ target: z.string(), incidentId: IncidentIdText, fencing: z.number() }),
);

/** GET /locks. */
export const LockList = z.object({ locks: z.array(LockView) });

/** Body of DELETE /locks/{target}. */
export const LockBreak = z.object({ reason: z.string().trim().min(3).max(2_000) });
