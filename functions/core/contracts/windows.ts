import * as z from 'zod';
import type { MaintenanceWindow } from '../domain/maintenance.ts';
import { shapeOf } from './shape-of.ts';

const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());

/** POST /windows: a maintenance window. Without an end there is none. */
export const WindowRequest = z.strictObject({
  /** A service of the policy; without it, everything. */
  service: z.string().min(1).optional(),
  /** @default now */
  from: moment.optional(),
  until: moment,
  reason: z.string().trim().min(3).max(500),
});

/** A window, as it is stored and as the API shows it. */
export const WindowView = z.object(
  shapeOf<MaintenanceWindow>()({
    id: z.templateLiteral(['WIN-', z.string()]),
    service: z.string().optional(),
    from: z.string(),
    until: z.string(),
    reason: z.string(),
    by: z.string(),
    askedAt: z.string(),
    endedBy: z.string().optional(),
  }),
);

export const WindowList = z.object({ windows: z.array(WindowView) });
