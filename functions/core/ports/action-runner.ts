import type { JsonObject } from '../domain/json.ts';
import type { Call, ConnectorName } from '../domain/operation.ts';

export type Ran =
  | { readonly outcome: 'done'; readonly found: JsonObject; readonly changed: JsonObject }
  /** The target was already as the step would leave it. */
  | { readonly outcome: 'skipped'; readonly found: JsonObject; readonly why: string }
  | { readonly outcome: 'failed'; readonly found: JsonObject; readonly error: string };

/** What a target says of a call that nobody saw end; `unknown` is for people to decide. */
export interface Inspected {
  readonly outcome: 'done' | 'not_done' | 'unknown';
  readonly found: JsonObject;
}

/** A call with the state of its target that it rests on. */
export interface Task extends Call {
  readonly before: JsonObject;
}

/** Carries out calls on one kind of target; touches exactly what their parameters name. */
export interface ActionRunner {
  readonly connector: ConnectorName;
  /** Looks at the target first; repeating a call that has taken effect answers `skipped`. */
  run(task: Task, idempotencyKey: string): Promise<Ran>;
  /** After a crash: whether the call has taken effect, by what its target says. Touches nothing. */
  inspect(task: Task, idempotencyKey: string): Promise<Inspected>;
}
