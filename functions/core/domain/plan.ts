import type { BoundCap } from './bound-cap.ts';
import type { Verdict } from './envelope/verdict.ts';
import type { GrantId } from './grant.ts';
import type { JsonObject } from './json.ts';
import type { Call } from './operation.ts';
import type { Condition, Scope } from './runbook.ts';
import type { InverseSource, Precondition, StepDeclaration } from './step.ts';
import type { Instant } from './time.ts';

/** How a planned step ends; an inverse is bound to the snapshot only when it is needed. */
export type PlannedEnding =
  | {
      readonly kind: 'inverse';
      readonly how: string;
      readonly operation: Call['operation'];
      readonly parameters: Readonly<Record<string, InverseSource>>;
    }
  | { readonly kind: 'nothing_to_undo'; readonly because: string }
  | { readonly kind: 'irreversible'; readonly loses: string };

/** A step bound to what it will touch: its target is what is locked and changed. */
export interface PlannedStep extends Call {
  readonly id: string;
  readonly says: string;
  readonly risk: StepDeclaration['risk'];
  readonly ending: PlannedEnding;
  readonly timeoutSeconds: number;
  /** Whose it is, what is changed there, and how many of them at once. */
  readonly touches: { readonly service: string; readonly what: string; readonly count: number };
  readonly preconditions: readonly Precondition[];
  /** Names of the target's state that count. */
  readonly snapshot: readonly string[];
  /** The target's state that the step rests on, as the plan found it. */
  readonly before: JsonObject;
  /** What the step leaves behind, where that can be foreseen. */
  readonly after?: JsonObject | undefined;
}

/** Which rung of its runbook's ladder a plan is. */
export interface PlannedRung {
  readonly id: string;
  readonly says: string;
  /** From 1. */
  readonly number: number;
  readonly of: number;
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
  readonly rung: PlannedRung;
  readonly steps: readonly PlannedStep[];
  readonly recoveredWhen: readonly BoundCondition[];
  /** Where the service itself is asked whether it answers. */
  readonly probeUrl?: string | undefined;
  readonly decision: Verdict['decision'];
  readonly rules: readonly Verdict[];
  /** How often its targets and its runbook may be tried; its start is counted against them. */
  readonly caps: readonly BoundCap[];
  /** The grant without which people would have been asked. */
  readonly grant?: GrantId | undefined;
  readonly madeAt: Instant;
}
