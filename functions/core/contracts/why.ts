import * as z from 'zod';
import type { Explained, Why } from '../domain/why.ts';
import { ReasonText } from './incident-parts.ts';
import { shapeOf } from './shape-of.ts';

const Decision = z.enum(['allow', 'ask', 'deny', 'observe']);

const RuleView = z.object(
  shapeOf<Explained>()({
    rule: z.string(),
    value: z.string(),
    limit: z.string(),
    decision: Decision,
    reason: ReasonText.optional(),
    change: z.string().optional(),
  }),
);

/** GET /incidents/{id}/why. */
export const WhyView = z.object(
  shapeOf<Why>()({
    outcome: z.enum([...Decision.options, 'none']),
    planDigest: z.string().optional(),
    madeAt: z.string().optional(),
    rules: z.array(RuleView),
    besides: z.array(z.object({ reason: ReasonText, text: z.string(), change: z.string() })),
  }),
);
