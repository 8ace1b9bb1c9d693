import type { Verdict } from './envelope.ts';
import type { JsonObject } from './json.ts';
import type { Condition, Ending, Scope, StepDeclaration } from './runbook.ts';
import type { Instant } from './time.ts';

/** A step bound to what it will touch. */
export interface PlannedStep {
  readonly id: string;
  readonly says: string;
  readonly connector: StepDeclaration['connector'];
  readonly operation: StepDeclaration['operation'];
  readonly risk: StepDeclaration['risk'];
  readonly ending: Ending;
  readonly timeoutSeconds: number;
  /** The thing that is locked and changed, such as `lambda:payments:live`. */
  readonly target: string;
  /** Everything that the connector needs to do exactly this and nothing more. */
  readonly parameters: JsonObject;
  /** The target's state that the step rests on. */
  readonly before: JsonObject;
}

/** A recovery condition with its query filled in for this incident. */
export interface BoundCondition extends Condition {
  readonly holdSeconds: number;
}

/** The exact steps and targets chosen for this incident; identified by its digest. */
export interface Plan {
  readonly digest: string;
  readonly policyDigest: string;
  readonly fault: string;
  readonly cause: string;
  readonly confidence: number;
  readonly scope: Scope;
  readonly steps: readonly PlannedStep[];
  readonly recoveredWhen: readonly BoundCondition[];
  /** Where the service itself is asked whether it answers. */
  readonly probeUrl?: string | undefined;
  readonly decision: Verdict['decision'];
  readonly rules: readonly Verdict[];
  readonly madeAt: Instant;
}
