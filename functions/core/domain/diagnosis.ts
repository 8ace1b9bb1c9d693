import type { Evidence } from './evidence.ts';
import type { ExaminationRecord } from './examination.ts';
import type { Reason } from './reason.ts';
import type { Clue, Scope } from './runbook.ts';
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
  readonly weighed: readonly Weighed[];
  /** Clues that this cause cannot be believed without and that could not be observed. */
  readonly unobserved: readonly string[];
}

interface Considered {
  readonly at: Instant;
  readonly hypotheses: readonly Hypothesis[];
  /** Posterior mass of "none of these". */
  readonly unexplained: number;
  /** What the engine made of the series around it: which service and signal. Absent in what was recorded before it did. */
  readonly examination?: ExaminationRecord | undefined;
}

export type Diagnosis =
  | ({ readonly outcome: 'explained'; readonly best: Hypothesis } & Considered)
  | ({ readonly outcome: 'inconclusive'; readonly reason: Reason } & Considered);

/** What the evidence said for one clue of one scope. */
export interface Observed {
  readonly clue: Clue;
  readonly evidence: Evidence;
}
