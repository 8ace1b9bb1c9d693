import * as z from 'zod';
import {
  type Budget,
  INVESTIGATION_ENDS,
  type Investigation,
  type Spoken,
  type Suggestion,
} from '../domain/investigation.ts';
import { IncidentIdText } from './incident-parts.ts';
import { shapeOf } from './shape-of.ts';

const text = (longest: number) =>
  z
    .string()
    .max(longest)
    .transform((given) => given.toWellFormed());

const SpentShape = z.object(
  shapeOf<Budget>()({
    calls: z.number().min(0),
    tokens: z.number().min(0),
    seconds: z.number().min(0),
    dollars: z.number().min(0),
  }),
);

const TranscriptShape = z
  .array(z.object(shapeOf<Spoken>()({ by: z.enum(['model', 'us']), text: text(40_000) })))
  .max(200);

/** Body of POST /incidents/{id}/investigations: what a model said. What it cites is held against the record before any of it is kept. */
export const InvestigationRequest = z.object({
  model: text(200),
  ended: z.enum(INVESTIGATION_ENDS),
  suggested: z
    .array(
      z.object({
        says: text(2_000),
        cites: z.array(z.string().max(40)).max(50),
        runbook: z.string().max(63).optional(),
      }),
    )
    .max(20),
  spent: SpentShape,
  transcript: TranscriptShape,
});

export const InvestigationView = z.object(
  shapeOf<Investigation>()({
    incidentId: IncidentIdText,
    at: z.string(),
    by: z.string(),
    model: z.string(),
    ended: z.enum(INVESTIGATION_ENDS),
    suggestions: z.array(
      z.object(
        shapeOf<Suggestion>()({
          says: z.string(),
          cites: z.tuple([z.string()], z.string()),
          runbook: z.string().nullable(),
        }),
      ),
    ),
    dropped: z.int().min(0),
    spent: SpentShape,
    transcript: TranscriptShape,
  }),
);

/** POST /incidents/{id}/investigate: a model will look. */
export const InvestigationAsked = z.object({ incidentId: IncidentIdText, outcome: z.literal('asked') });

/** GET /incidents/{id}/investigations: the newest first. */
export const InvestigationList = z.object({ investigations: z.array(InvestigationView) });

/** GET /investigator: how a model may be asked; off where the policy has none. */
export const InvestigatorView = z.discriminatedUnion('enabled', [
  z.object({ enabled: z.literal(false) }),
  z.object({
    enabled: z.literal(true),
    modelId: z.string(),
    region: z.string(),
    budget: SpentShape,
    price: z.object({ input: z.number(), output: z.number() }),
    afterInconclusive: z.boolean(),
  }),
]);
