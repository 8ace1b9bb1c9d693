import type { Limit } from './limit.ts';
import type { DependencyKind } from './service-policy.ts';
import type { Rung } from './step.ts';

/** Where a runbook would act: a service, and the dependency of it that the cause sits in; that may be the service itself. */
export interface Scope {
  readonly service: string;
  readonly dependency: string;
}

/**
 * How a clue is observed. In a query `{{service}}`, `{{dependency}}` and `{{window}}` are filled in, escaped; `{{baseline}}` is how far
 * back is looked, and `{{horizon}}` how many seconds ahead.
 */
export type Measure =
  | { readonly source: 'metrics'; readonly query: string }
  /** Counts the service's database sessions that idle in a transaction. */
  | { readonly source: 'sessions' }
  /** Counts the sessions, of anybody, that the service's sessions wait for. */
  | { readonly source: 'locks' }
  /** 1 when what feeds the dependency from its queue is disabled, 0 when it is enabled. */
  | { readonly source: 'event-source' }
  /** Counts the messages that their consumer refuses again and again; the query answers how often each was refused, under the label `message`. */
  | { readonly source: 'refusals'; readonly query: string }
  /** 1 when the harm that the query measures began with the last change of the dependency's parameter, 0 when it did not. */
  | { readonly source: 'parameter'; readonly query: string }
  /** 1 when the dependency can ask somebody else than now: that is declared, not in use, and answers its probe. */
  | { readonly source: 'failover' }
  /** 1 when the deployed version differs from the last one that answered well, 0 when it is that one. */
  | { readonly source: 'release'; readonly query: string };

/** One sign by which a cause is known, with how much it weighs either way. */
export interface Clue {
  readonly id: string;
  /** A plain sentence that is true when the clue holds. */
  readonly says: string;
  readonly measure: Measure;
  readonly holds: Limit;
  /** Likelihood ratio against "none of these" when it holds (over 1) and when it does not (under 1). */
  readonly ratio: { readonly held: number; readonly not: number };
  /** Without having seen it hold, this cause is never chosen. */
  readonly required?: boolean;
}

/** One measured condition of recovery: it must hold on every fresh sample of its window. */
export interface Condition {
  readonly says: string;
  /**
   * `metrics` asks Prometheus the query; `alerts` counts the incident's own alerts that fire, as their sources told, and
   * its query is `ALERTS_FIRING`. @default metrics
   */
  readonly source?: 'metrics' | 'alerts' | undefined;
  readonly query: string;
  readonly holds: Limit;
}

/** The declared answer to a cause. */
export interface Runbook {
  /** The one name that the fault has in its four homes. */
  readonly fault: string;
  /** The cause in words that stand after "because". */
  readonly cause: string;
  /** Which kind of dependency the cause sits in. */
  readonly dependency: DependencyKind;
  /** Whether that is what the suffering service calls, or the suffering service itself. */
  readonly sitsIn: 'callee' | 'itself';
  /**
   * Its harm still lies ahead when it is found: nothing fails for it yet, so that what fails elsewhere says nothing against it.
   * @default false
   */
  readonly liesAhead?: boolean;
  readonly signature: readonly [Clue, ...Clue[]];
  /** What is tried, from the gentlest to the strongest; each rung only when the one before did not help and was undone. */
  readonly ladder: readonly [Rung, ...Rung[]];
  readonly recoveredWhen: readonly [Condition, ...Condition[]];
}

/** Gives a runbook its type; a missing ending, risk or recovery condition does not compile. */
export const defineRunbook = (runbook: Runbook): Runbook => runbook;
