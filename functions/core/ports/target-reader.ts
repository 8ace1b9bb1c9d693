import type { JsonObject } from '../domain/json.ts';
import type { Call, ConnectorName } from '../domain/operation.ts';

/** Looks at one kind of target. Touches nothing. */
export interface TargetReader {
  readonly connector: ConnectorName;
  /** What the operation keeps of its target, as it is now. Unreachable is `DependencyUnavailable`. */
  look(call: Call): Promise<JsonObject>;
}
