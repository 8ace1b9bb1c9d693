import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const FOLDER = join(import.meta.dirname, '..', '..', 'state-machines');

const Rule = z.looseObject({
  Next: z.string(),
  Condition: z.string(),
  Output: z.record(z.string(), z.unknown()).optional(),
});
const Catcher = z.looseObject({
  ErrorEquals: z.array(z.string()),
  Next: z.string(),
  Output: z.record(z.string(), z.unknown()).optional(),
});
const Retrier = z.looseObject({
  ErrorEquals: z.array(z.string()),
  MaxAttempts: z.number(),
  BackoffRate: z.number(),
  IntervalSeconds: z.number(),
});

const State = z.looseObject({
  Type: z.enum(['Task', 'Choice', 'Wait', 'Succeed']),
  Next: z.string().optional(),
  End: z.boolean().optional(),
  Default: z.string().optional(),
  TimeoutSeconds: z.unknown().optional(),
  Seconds: z.unknown().optional(),
  Arguments: z.looseObject({ FunctionName: z.string(), Payload: z.unknown() }).optional(),
  Choices: z.array(Rule).optional(),
  Retry: z.array(Retrier).optional(),
  Catch: z.array(Catcher).optional(),
});
export type State = z.infer<typeof State>;

const Definition = z.looseObject({ StartAt: z.string(), States: z.record(z.string(), State) });
export type Definition = z.infer<typeof Definition>;

/** A fresh copy of the state machine's definition, for a test to read or to spoil. */
export const readDefinition = (): Definition =>
  Definition.parse(JSON.parse(readFileSync(join(FOLDER, 'incident-response.asl.json'), 'utf8')));

/** The document about it. */
export const readStateMachineReadme = (): string => readFileSync(join(FOLDER, 'README.md'), 'utf8');

/** Every way on from a state, with the condition that guards it. */
export const waysFrom = (state: State): readonly { readonly to: string; readonly when?: string }[] => [
  ...(state.Choices ?? []).map(({ Next, Condition }) => ({ to: Next, when: Condition })),
  ...(state.Catch ?? []).map(({ Next }) => ({ to: Next })),
  ...[state.Next, state.Default].flatMap((to) => (to === undefined ? [] : [{ to }])),
];
