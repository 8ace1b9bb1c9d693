import type { Json } from './json.ts';
import type { Limit } from './limit.ts';
import type { Keeps, Needs, OperationName, OperationShapes } from './operation.ts';

/** What the policy says of a service, by path; `name` is the service's own. */
export type FactPath =
  | 'name'
  | 'applicationNamePrefix'
  | 'postgres.connection'
  | 'lambda.functionName'
  | 'lambda.alias'
  | 'queue.name'
  | 'queue.deadLetterName'
  | 'eventSource.functionName'
  | 'eventSource.queueName'
  | 'parameter.name'
  | 'parameter.failover.value'
  | 'admin.urls'
  | 'admin.key'
  | 'admission.crowdLimit'
  | 'automation.document';

/** Where a parameter's value comes from when a plan is made. */
export type Source =
  /** The runbook says it itself. */
  | { readonly value: Json }
  /** The policy says it of the service that suffers, or of the dependency that the cause sits in. */
  | { readonly service: FactPath }
  | { readonly dependency: FactPath }
  /** It was found when this clue was looked at again; without a member, all that was found. */
  | { readonly clue: string; readonly member?: string };

/** Where a parameter of an inverse comes from: from the step, or from what its target was like before it. */
export type InverseSource<Kept extends string = string, Parameter extends string = string> =
  | { readonly value: Json }
  | { readonly parameter: Parameter }
  | { readonly snapshot: Kept };

/** What must be true of the target right before the step; otherwise the plan rests on what is no longer so. */
export type Precondition<Kept extends string = string> =
  /** Everything in the snapshot is still as the plan found it. */
  { readonly target: 'as_planned' } | { readonly snapshot: Kept; readonly holds: Limit };

type InverseOf<O extends OperationName> = {
  [P in OperationName]: OperationShapes[P]['connector'] extends OperationShapes[O]['connector']
    ? {
        readonly kind: 'inverse';
        /** What undoing is, in words. */
        readonly how: string;
        readonly operation: P;
        readonly parameters: { readonly [N in Needs<P>]: InverseSource<Keeps<O>, Needs<O>> };
      }
    : never;
}[OperationName];

/** How a step ends: it can be undone by a real operation, there is nothing to undo, or something is lost for good. */
type EndingOf<O extends OperationName> =
  | InverseOf<O>
  | { readonly kind: 'nothing_to_undo'; readonly because: string }
  | { readonly kind: 'irreversible'; readonly loses: string };

/** What a step changes: it lies at the service that suffers, or at the dependency that the cause sits in. */
export interface Touch {
  readonly at: 'service' | 'dependency';
  /** In words, as a plural: what is counted against the limits on how much is changed at once. */
  readonly what: string;
}

interface StepOf<O extends OperationName> {
  /** Unique within its runbook. */
  readonly id: string;
  /** What it does, in words that stand after "will". */
  readonly says: string;
  readonly operation: O;
  readonly parameters: { readonly [N in Needs<O>]: Source };
  readonly touches: Touch;
  readonly preconditions: readonly [Precondition<Keeps<O>>, ...Precondition<Keeps<O>>[]];
  /** What is kept of the target from before the step. */
  readonly snapshot: readonly [Keeps<O>, ...Keeps<O>[]];
  readonly ending: EndingOf<O>;
  /** Seconds after which the step counts as failed. */
  readonly timeoutSeconds: number;
  readonly risk: 'safe' | 'guarded';
}

/** A step as a runbook declares it; one that leaves any of this out does not compile. */
export type StepDeclaration = { [O in OperationName]: StepOf<O> }[OperationName];

/** One try of a ladder. */
export interface Rung {
  /** Unique within its runbook. */
  readonly id: string;
  readonly says: string;
  readonly steps: readonly [StepDeclaration, ...StepDeclaration[]];
}
