import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conclude, rank, weigh } from '../../../../functions/core/domain/weigh.ts';
import {
  anyCandidates,
  anyThreshold,
  candidate,
  hint,
  NOON,
  observed,
  reasonOf,
  required,
  type Seen,
  THRESHOLD,
  telling,
  unseen,
  withSeen,
} from './candidates.ts';

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
