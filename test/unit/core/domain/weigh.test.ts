import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Observed, Weighed } from '../../../../functions/core/domain/diagnosis.ts';
import { type Clue, defineRunbook, type Runbook } from '../../../../functions/core/domain/runbook.ts';
import { type Candidate, conclude, rank, weigh } from '../../../../functions/core/domain/weigh.ts';

const NOON = '2026-03-02T12:00:00.000Z';
const THRESHOLD = 0.8;

type Seen = 'for' | 'against' | 'missing' | 'unreachable' | 'nan';

const aClue = (part: Partial<Clue> = {}): Clue => ({
  id: 'sign',
  says: 'a sign is seen',
  measure: { source: 'metrics', query: 'sign' },
  holds: { above: 0 },
  ratio: { held: 20, not: 0.05 },
  ...part,
});

const observed = (clue: Clue, seen: Seen): Observed => {
  const asked = { source: clue.measure.source, query: 'asked', at: NOON };
  if (seen === 'missing') return { clue, evidence: { ...asked, missing: 'no data' } };
  if (seen === 'unreachable') return { clue, evidence: { ...asked, missing: 'down', unreachable: true } };
  return { clue, evidence: { ...asked, value: { for: 1, against: 0, nan: Number.NaN }[seen] } };
};

const aRunbook = (fault: string, signature: readonly Clue[]): Runbook => {
  const [first = aClue(), ...rest] = signature;
  return defineRunbook({
    fault,
    cause: `${fault} it is`,
    dependency: 'postgres',
    signature: [first, ...rest],
    steps: [
      {
        id: 'step',
        says: 'do it',
        connector: 'postgres',
        operation: 'terminate-idle-sessions',
        risk: 'safe',
        ending: { kind: 'nothing_to_undo', because: 'nothing is lost' },
        timeoutSeconds: 10,
      },
    ],
    recoveredWhen: [{ says: 'calm', query: 'calm', holds: { below: 1 } }],
  });
};

const candidate = (fault: string, ...signs: readonly (readonly [Clue, Seen])[]): Candidate => ({
  runbook: aRunbook(
    fault,
    signs.map(([clue]) => clue),
  ),
  scope: { service: 'checkout', dependency: 'database' },
  observed: signs.map(([clue, seen]) => observed(clue, seen)),
});

const required = aClue({ id: 'needed', ratio: { held: 40, not: 0.02 }, required: true });
const telling = aClue({ id: 'telling', ratio: { held: 30, not: 0.05 } });
const hint = aClue({ id: 'hint', ratio: { held: 8, not: 0.1 } });

const reasonOf = (candidates: readonly Candidate[], threshold = THRESHOLD) => {
  const diagnosis = conclude(candidates, threshold, NOON);
  return diagnosis.outcome === 'explained' ? 'explained' : diagnosis.reason;
};

const anyRatio = fc.record({
  held: fc.integer({ min: 2, max: 100 }),
  not: fc.double({ min: 0.001, max: 0.9, noNaN: true }),
});
const anySeen = fc.constantFrom<Seen[]>('for', 'against', 'missing', 'unreachable', 'nan');
const anySign = fc.tuple(fc.record({ ratio: anyRatio, required: fc.boolean() }), anySeen);
const anyCandidate: fc.Arbitrary<Candidate> = fc
  .array(anySign, { minLength: 1, maxLength: 4 })
  .map((signs) =>
    candidate('fault', ...signs.map(([part, seen], i) => [aClue({ ...part, id: `c${i}` }), seen] as const)),
  );
const anyCandidates = fc
  .array(anyCandidate, { minLength: 0, maxLength: 4 })
  .map((all) => all.map((one, i) => ({ ...one, runbook: { ...one.runbook, fault: `fault-${i}` } })));
const anyThreshold = fc.double({ min: 0.5, max: 1, noNaN: true });

/** The same candidates with one observation of one of them replaced. */
const withSeen = (all: readonly Candidate[], at: number, sign: number, seen: Seen): readonly Candidate[] =>
  all.map((one, i) =>
    i === at ? { ...one, observed: one.observed.map((o, j) => (j === sign ? observed(o.clue, seen) : o)) } : one,
  );

const confidenceOf = (all: readonly Candidate[], fault: string): number =>
  rank(all).hypotheses.find((one) => one.fault === fault)?.confidence ?? Number.NaN;

const unseen = ({ verdict }: Weighed) => verdict === 'missing';

describe('weighing a clue', () => {
  it('counts for, against, or not at all', () => {
    expect(weigh(observed(telling, 'for'))).toMatchObject({ verdict: 'for', ratio: 30, limit: 'above 0' });
    expect(weigh(observed(telling, 'against'))).toMatchObject({ verdict: 'against', ratio: 0.05 });
    expect(weigh(observed(telling, 'missing'))).toMatchObject({ verdict: 'missing', ratio: 1 });
  });

  it('takes a value that is no number for missing, not for a no', () => {
    expect(weigh(observed(telling, 'nan'))).toMatchObject({ verdict: 'missing', ratio: 1 });
  });
});

describe('ranking', () => {
  it('shares out exactly one between all candidates and none of them', () => {
    fc.assert(
      fc.property(anyCandidates, (all) => {
        const { hypotheses, unexplained } = rank(all);
        const sum = hypotheses.reduce((total, { confidence }) => total + confidence, unexplained);
        expect(sum).toBeCloseTo(1, 9);
      }),
    );
  });

  it('puts the surest first', () => {
    fc.assert(
      fc.property(anyCandidates, (all) => {
        const confidences = rank(all).hypotheses.map(({ confidence }) => confidence);
        expect(confidences).toEqual(confidences.toSorted((a, b) => b - a));
      }),
    );
  });

  it('never lowers a cause when one of its clues turns from against to for', () => {
    fc.assert(
      fc.property(anyCandidates, fc.nat(), fc.nat(), (all, at, sign) => {
        fc.pre(all.length > 0);
        const one = all[at % all.length];
        fc.pre(one !== undefined);
        const j = sign % (one?.observed.length ?? 1);
        const fault = one?.runbook.fault ?? '';
        const against = confidenceOf(withSeen(all, at % all.length, j, 'against'), fault);
        const missing = confidenceOf(withSeen(all, at % all.length, j, 'missing'), fault);
        const held = confidenceOf(withSeen(all, at % all.length, j, 'for'), fault);
        expect(missing).toBeGreaterThanOrEqual(against - 1e-12);
        expect(held).toBeGreaterThanOrEqual(missing - 1e-12);
      }),
    );
  });

  it('names the required clues that were not seen', () => {
    const { hypotheses } = rank([candidate('a', [required, 'missing'], [telling, 'missing'], [hint, 'for'])]);

    expect(hypotheses[0]?.unobserved).toEqual(['needed']);
  });
});

describe('concluding', () => {
  it('explains what all signs speak for', () => {
    const diagnosis = conclude([candidate('a', [required, 'for'], [telling, 'for'])], THRESHOLD, NOON);

    expect(diagnosis).toMatchObject({ outcome: 'explained', best: { fault: 'a' }, at: NOON });
  });

  it('is never explained below the threshold, nor without every required clue seen to hold', () => {
    fc.assert(
      fc.property(anyCandidates, anyThreshold, (all, threshold) => {
        const diagnosis = conclude(all, threshold, NOON);
        if (diagnosis.outcome !== 'explained') return;
        const runbook = all.find((one) => one.runbook.fault === diagnosis.best.fault)?.runbook;
        const needed = runbook?.signature.filter((clue) => clue.required).map(({ id }) => id) ?? [];
        const held = diagnosis.best.weighed.filter(({ verdict }) => verdict === 'for').map(({ clue }) => clue);
        expect(diagnosis.best.confidence).toBeGreaterThanOrEqual(threshold);
        expect(held).toEqual(expect.arrayContaining(needed));
        expect(held).not.toEqual([]);
      }),
    );
  });

  it('is explained only if it would be, whatever the missing evidence had said', () => {
    const anyAnswers = fc.array(fc.constantFrom<Seen[]>('for', 'against'), { minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(anyCandidates, anyThreshold, anyAnswers, (all, threshold, answers) => {
        const diagnosis = conclude(all, threshold, NOON);
        if (diagnosis.outcome !== 'explained') return;
        let next = 0;
        const completed = all.map((one) => ({
          ...one,
          observed: one.observed.map((o) => {
            next += 1;
            return unseen(weigh(o)) ? observed(o.clue, answers[next % 16] ?? 'for') : o;
          }),
        }));
        expect(conclude(completed, threshold - 1e-9, NOON)).toMatchObject({
          outcome: 'explained',
          best: { fault: diagnosis.best.fault },
        });
      }),
      { numRuns: 300 },
    );
  });

  it('never becomes explained by evidence going missing', () => {
    fc.assert(
      fc.property(anyCandidates, anyThreshold, fc.nat(), fc.nat(), (all, threshold, at, sign) => {
        fc.pre(all.length > 0 && conclude(all, threshold, NOON).outcome === 'inconclusive');
        const i = at % all.length;
        const j = sign % (all[i]?.observed.length ?? 1);
        expect(conclude(withSeen(all, i, j, 'unreachable'), threshold + 1e-9, NOON).outcome).toBe('inconclusive');
      }),
      { numRuns: 300 },
    );
  });

  it('has nothing to say without candidates', () => {
    expect(conclude([], THRESHOLD, NOON)).toEqual({
      outcome: 'inconclusive',
      reason: 'no_runbook',
      hypotheses: [],
      unexplained: 1,
      at: NOON,
    });
  });

  it('refuses a cause whose required clue was seen not to hold, however much else speaks for it', () => {
    const pool = candidate(
      'a',
      [telling, 'for'],
      [hint, 'for'],
      [{ ...required, ratio: { held: 40, not: 0.5 } }, 'against'],
    );

    expect(rank([pool]).hypotheses[0]?.confidence).toBeGreaterThan(THRESHOLD);
    expect(reasonOf([pool])).toBe('evidence_contradicts');
  });

  it('refuses a cause whose required clue could not be seen', () => {
    expect(reasonOf([candidate('a', [telling, 'for'], [hint, 'for'], [required, 'missing'])])).toBe(
      'evidence_unavailable',
    );
  });

  it('refuses to rest on the one source that answers when the others do not', () => {
    const alone = candidate('a', [telling, 'unreachable'], [hint, 'unreachable'], [required, 'for']);

    expect(rank([alone]).hypotheses[0]?.confidence).toBeGreaterThan(THRESHOLD);
    expect(reasonOf([alone])).toBe('evidence_unavailable');
  });

  it('refuses while a rival could be the cause but for a source that does not answer', () => {
    const seen = candidate('a', [required, 'for'], [telling, 'for']);
    const hidden = candidate('b', [telling, 'for'], [hint, 'for'], [required, 'unreachable']);

    expect(reasonOf([seen, hidden])).toBe('evidence_unavailable');
  });

  it('explains although a rival that little speaks for could not be looked at in full', () => {
    const seen = candidate('a', [required, 'for'], [telling, 'for']);
    const unlikely = candidate('b', [telling, 'against'], [hint, 'unreachable'], [required, 'against']);

    expect(reasonOf([seen, unlikely])).toBe('explained');
  });

  it('says that it saw nothing when it saw nothing', () => {
    expect(reasonOf([candidate('a', [telling, 'missing'], [hint, 'missing'])])).toBe('evidence_unavailable');
  });

  it('says that evidence is missing when a source was out of reach and nothing is sure', () => {
    expect(reasonOf([candidate('a', [telling, 'unreachable'], [hint, 'against'])])).toBe('evidence_unavailable');
  });

  it('says that the evidence contradicts when nothing speaks for anything', () => {
    expect(reasonOf([candidate('a', [telling, 'against'], [hint, 'against'])])).toBe('evidence_contradicts');
  });

  it('says that it is not sure enough when two causes are equally likely', () => {
    const twin = (fault: string) => candidate(fault, [required, 'for'], [telling, 'for']);

    expect(reasonOf([twin('a'), twin('b')])).toBe('low_confidence');
  });
});
