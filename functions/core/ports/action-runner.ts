import type { JsonObject } from '../domain/json.ts';
import type { PlannedStep } from '../domain/plan.ts';

export type Ran =
  | { readonly outcome: 'done'; readonly found: JsonObject; readonly changed: JsonObject }
  /** The target was already as the step would leave it. */
  | { readonly outcome: 'skipped'; readonly found: JsonObject; readonly why: string }
  | { readonly outcome: 'failed'; readonly found: JsonObject; readonly error: string };

/** Runs planned steps on one kind of target; touches exactly what the step's parameters name. */
export interface ActionRunner {
  readonly connector: PlannedStep['connector'];
  /** Looks at the target first; repeating a step that has taken effect answers `skipped`. */
  run(step: PlannedStep, idempotencyKey: string): Promise<Ran>;
}
