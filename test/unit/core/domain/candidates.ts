import fc from 'fast-check';
import type { Observed, Weighed } from '../../../../functions/core/domain/diagnosis.ts';
import { type Clue, defineRunbook, type Runbook } from '../../../../functions/core/domain/runbook.ts';
import type { StepDeclaration } from '../../../../functions/core/domain/step.ts';
import { type Candidate, conclude, rank } from '../../../../functions/core/domain/weigh.ts';

export const NOON = '2026-03-02T12:00:00.000Z';
export const THRESHOLD = 0.8;

export type Seen = 'for' | 'against' | 'missing' | 'unreachable' | 'nan';

export const aClue = (part: Partial<Clue> = {}): Clue => ({
  id: 'sign',
  says: 'a sign is seen',
  measure: { source: 'metrics', query: 'sign' },
  holds: { above: 0 },
  ratio: { held: 20, not: 0.05 },
  ...part,
});

export const observed = (clue: Clue, seen: Seen): Observed => {
  const asked = { source: clue.measure.source, query: 'asked', at: NOON };
  if (seen === 'missing') return { clue, evidence: { ...asked, missing: 'no data' } };
  if (seen === 'unreachable') return { clue, evidence: { ...asked, missing: 'down', unreachable: true } };
  return { clue, evidence: { ...asked, value: { for: 1, against: 0, nan: Number.NaN }[seen] } };
};

const A_STEP: StepDeclaration = {
  id: 'step',
  says: 'do it',
  operation: 'terminate-idle-sessions',
  parameters: {
    database: { dependency: 'name' },
    connection: { dependency: 'postgres.connection' },
    applicationNamePrefix: { service: 'applicationNamePrefix' },
    sessions: { value: [] },
  },
  touches: { at: 'dependency', what: 'sessions' },
  preconditions: [{ target: 'as_planned' }],
  snapshot: ['idleInTransaction'],
  ending: { kind: 'nothing_to_undo', because: 'nothing is lost' },
  timeoutSeconds: 10,
  risk: 'safe',
};

export const aRunbook = (fault: string, signature: readonly Clue[]): Runbook => {
  const [first = aClue(), ...rest] = signature;
  return defineRunbook({
    fault,
    cause: `${fault} it is`,
    dependency: 'postgres',
    sitsIn: 'callee',
    signature: [first, ...rest],
    ladder: [{ id: 'rung', says: 'do it', steps: [A_STEP] }],
    recoveredWhen: [{ says: 'calm', query: 'calm', holds: { below: 1 } }],
  });
};

export const candidate = (fault: string, ...signs: readonly (readonly [Clue, Seen])[]): Candidate => ({
  runbook: aRunbook(
    fault,
    signs.map(([clue]) => clue),
  ),
  scope: { service: 'checkout', dependency: 'database' },
  observed: signs.map(([clue, seen]) => observed(clue, seen)),
});

export const required = aClue({ id: 'needed', ratio: { held: 40, not: 0.02 }, required: true });
export const telling = aClue({ id: 'telling', ratio: { held: 30, not: 0.05 } });
export const hint = aClue({ id: 'hint', ratio: { held: 8, not: 0.1 } });

export const reasonOf = (candidates: readonly Candidate[], threshold = THRESHOLD) => {
  const diagnosis = conclude(candidates, threshold, NOON);
  return diagnosis.outcome === 'explained' ? 'explained' : diagnosis.reason;
};

export const anyRatio = fc.record({
  held: fc.integer({ min: 2, max: 100 }),
  not: fc.double({ min: 0.001, max: 0.9, noNaN: true }),
});
export const anySeen = fc.constantFrom<Seen[]>('for', 'against', 'missing', 'unreachable', 'nan');
export const anySign = fc.tuple(fc.record({ ratio: anyRatio, required: fc.boolean() }), anySeen);
export const anyCandidate: fc.Arbitrary<Candidate> = fc
  .array(anySign, { minLength: 1, maxLength: 4 })
  .map((signs) =>
    candidate('fault', ...signs.map(([part, seen], i) => [aClue({ ...part, id: `c${i}` }), seen] as const)),
  );
export const anyCandidates = fc
  .array(anyCandidate, { minLength: 0, maxLength: 4 })
  .map((all) => all.map((one, i) => ({ ...one, runbook: { ...one.runbook, fault: `fault-${i}` } })));
export const anyThreshold = fc.double({ min: 0.5, max: 1, noNaN: true });

/** The same candidates with one observation of one of them replaced. */
export const withSeen = (all: readonly Candidate[], at: number, sign: number, seen: Seen): readonly Candidate[] =>
  all.map((one, i) =>
    i === at ? { ...one, observed: one.observed.map((o, j) => (j === sign ? observed(o.clue, seen) : o)) } : one,
  );

export const confidenceOf = (all: readonly Candidate[], fault: string): number =>
  rank(all).hypotheses.find((one) => one.fault === fault)?.confidence ?? Number.NaN;

export const unseen = ({ verdict }: Weighed) => verdict === 'missing';
