import * as z from 'zod';
import { type Grant, LONGEST_GRANT } from '../domain/grant.ts';
import { shapeOf } from './shape-of.ts';
import { ServiceName } from './span.ts';

/** For how long a grant holds. */
export const GrantSeconds = z.int().min(60).max(LONGEST_GRANT);

/** Body of POST /grants. */
export const GrantRequest = z.strictObject({
  runbook: ServiceName,
  service: ServiceName,
  seconds: GrantSeconds,
  reason: z.string().trim().min(3).max(500),
});

export const GrantIdText = z.templateLiteral(['GRT-', z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/)]);

/** A grant, as it is stored and as the API tells it. */
export const GrantView = z.object(
  shapeOf<Grant>()({
    id: z.templateLiteral(['GRT-', z.string()]),
    fault: z.string(),
    service: z.string(),
    from: z.string(),
    until: z.string(),
    by: z.string(),
    reason: z.string(),
    revokedAt: z.string().optional(),
    revokedBy: z.string().optional(),
  }),
);

/** GET /grants. */
export const GrantList = z.object({ grants: z.array(GrantView) });
