import type { Evidence } from './evidence.ts';
import type { ExaminationRecord } from './examination.ts';
import type { Reason } from './reason.ts';
import type { Clue, Scope } from './runbook.ts';
import type { SimilarIncident } from './similar-incident.ts';
import type { Instant } from './time.ts';

/** One clue of a runbook's signature held against what was observed. */
export interface Weighed {
  readonly clue: string;
  readonly says: string;
  readonly evidence: Evidence;
  readonly verdict: 'for' | 'against' | 'missing';
  readonly limit: string;
  /** The likelihood ratio that this verdict contributed; 1 when missing. */
  readonly ratio: number;
}

/** A possible cause with confidence and evidence for and against. */
export interface Hypothesis {
  readonly fault: string;
  readonly cause: string;
  readonly scope: Scope;
  readonly confidence: number;
  /** How sure its clues alone are, without the engine. Absent in what was recorded before both were joined. */
  readonly byClues?: number | undefined;
  readonly weighed: readonly Weighed[];
  /** Clues that this cause cannot be believed without and that could not be observed. */
  readonly unobserved: readonly string[];
}

/** A service that the engine holds at fault, for a cause that no runbook names. */
export interface Unnamed {
  readonly service: string;
  readonly signal: string;
  readonly confidence: number;
}

interface Considered {
  readonly at: Instant;
  readonly hypotheses: readonly Hypothesis[];
  /** Posterior mass of "none of these". */
  readonly unexplained: number;
  /** With the hypotheses and what is unexplained, these sum up to 1. */
  readonly unnamed?: readonly Unnamed[] | undefined;
  /** What the engine made of the series around it: which service and signal. Absent in what was recorded before it did. */
  readonly examination?: ExaminationRecord | undefined;
  /** Past incidents that looked alike; they move no confidence. */
  readonly similar?: readonly SimilarIncident[] | undefined;
}

export type Diagnosis =
  | ({ readonly outcome: 'explained'; readonly best: Hypothesis } & Considered)
  | ({ readonly outcome: 'inconclusive'; readonly reason: Reason } & Considered);

/** What the evidence said for one clue of one scope. */
export interface Observed {
  readonly clue: Clue;
  readonly evidence: Evidence;
}
