import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { autonomyOf, EARNED_FROM, wilsonLower } from '../../../../functions/core/domain/autonomy.ts';
import type { IncidentId, WholeIncident } from '../../../../functions/core/domain/incident.ts';
import { CHAIN_START, type TimelineEntry } from '../../../../functions/core/domain/timeline.ts';
import type { Verification } from '../../../../functions/core/domain/verification.ts';
import { anAction, anAlert, anApproval, anIncident, aPlan, aVerification, NOON } from '../../../support/builders.ts';

const LATER = '2026-03-02T10:01:00.000Z';

const idOf = (number: number): IncidentId => `INC-${String(number).padStart(26, '0')}`;

const ENTRY: Omit<TimelineEntry, 'kind' | 'data'> = {
  ...{ seq: 1, at: NOON, actor: 'person:ada', text: 'so', status: 'closed' },
  ...{ previous: CHAIN_START, hash: CHAIN_START },
};

/** An incident of one plan, with these parts. */
const anEnd = (
  part: Partial<WholeIncident> = {},
  number = 1,
  incident: Parameters<typeof anIncident>[0] = {},
): WholeIncident => ({
  incident: anIncident({ id: idOf(number), status: 'closed', ...incident }),
  ...{ alerts: [anAlert({ status: 'resolved' })], diagnoses: [], plans: [aPlan()], approvals: [] },
  ...{ actions: [], verifications: [], timeline: [] },
  ...part,
});

/** One whose plan was carried out, and how that was measured. */
const tried = (outcome: Verification['outcome'], number = 1): WholeIncident =>
  anEnd(
    {
      actions: [
        anAction({ key: `${idOf(number)}/1/step`, planDigest: aPlan().digest, result: 'done', startedAt: NOON }),
      ],
      verifications: [aVerification({ outcome, at: LATER })],
    },
    number,
    { status: outcome === 'verified' ? 'closed' : 'escalated' },
  );

const one = (...all: readonly WholeIncident[]) => {
  const [autonomy, ...others] = autonomyOf(all);
  expect(others).toEqual([]);
  return autonomy;
};

describe('the lower end of Wilson’s interval', () => {
  const anyTries = fc
    .integer({ min: 1, max: 500 })
    .chain((tries) => fc.tuple(fc.integer({ min: 0, max: tries }), fc.constant(tries)));

  it('lies between 0 and the share that was seen', () => {
    fc.assert(
      fc.property(anyTries, ([helped, tries]) => {
        const lower = wilsonLower(helped, tries);
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(lower).toBeLessThanOrEqual(helped / tries);
      }),
    );
  });

  it('rises with one more that helped, and falls with one more that did not', () => {
    fc.assert(
      fc.property(anyTries, ([helped, tries]) => {
        expect(wilsonLower(helped + 1, tries + 1)).toBeGreaterThan(wilsonLower(helped, tries));
        expect(wilsonLower(helped, tries + 1)).toBeLessThanOrEqual(wilsonLower(helped, tries));
      }),
    );
  });

  it('asks for sixteen in a row, or for one in vain among twenty-five', () => {
    expect(wilsonLower(15, 15)).toBeLessThan(EARNED_FROM);
    expect(wilsonLower(16, 16)).toBeGreaterThan(EARNED_FROM);
    expect(wilsonLower(23, 24)).toBeLessThan(EARNED_FROM);
    expect(wilsonLower(24, 25)).toBeGreaterThan(EARNED_FROM);
    expect(wilsonLower(0, 0)).toBe(0);
  });
});

describe('the autonomy of a runbook at a service', () => {
  const sixteen = Array.from({ length: 16 }, (_, i) => tried('verified', i + 1));

  it('is earned by what was tried and measured', () => {
    expect(one(...sixteen)).toMatchObject({ proposals: 16, tried: 16, verified: 16, earned: true });
    expect(one(...sixteen.slice(1))).toMatchObject({ tried: 15, earned: false });
  });

  it.each(['ineffective', 'worse', 'inconclusive'] as const)('counts %s, and it is no help', (outcome) => {
    expect(one(...sixteen, tried(outcome, 17))).toMatchObject({ [outcome]: 1, verified: 16, earned: false });
  });

  it('is not earned with a false fix: what was called verified went on to fire', () => {
    const relapsed = anEnd({ plans: [] }, 99, { openedFor: 'relapsed', linkedTo: idOf(1) });

    expect(
      one(...sixteen, ...Array.from({ length: 40 }, (_, i) => tried('verified', i + 100)), relapsed),
    ).toMatchObject({
      verified: 56,
      falseFixes: 1,
      earned: false,
      because: expect.stringContaining('1 false fixes'),
    });
  });

  it('does not take for a help what a person had taken back', () => {
    const [first, ...others] = sixteen;
    const undone: WholeIncident = {
      ...(first ?? tried('verified')),
      actions: [
        ...(first?.actions ?? []),
        anAction({ key: `${idOf(1)}/1/step/undo`, undoes: `${idOf(1)}/1/step`, result: 'done' }),
      ],
    };

    expect(one(undone, ...others)).toMatchObject({ verified: 16, rolledBack: 1, earned: false });
  });

  it('counts what people said, by decision or afterwards in a note', () => {
    const approved = anEnd({ approvals: [anApproval({ status: 'approved' })] }, 1);
    const denied = anEnd({ approvals: [anApproval({ status: 'denied' })] }, 2);
    const noted = (plan: string, number: number) =>
      anEnd({ timeline: [{ ...ENTRY, kind: 'note.added', data: { text: 'so', plan } }] }, number);

    expect(one(approved, denied, noted('right', 3), noted('wrong', 4), anEnd({}, 5))).toMatchObject({
      proposals: 5,
      agreed: 2,
      refused: 2,
      tried: 0,
      atLeast: 0,
    });
  });

  it('compares what was only observed with how it ended', () => {
    const righted = anEnd({ plans: [aPlan({ decision: 'observe' })] }, 1);
    const goesOn = anEnd({ plans: [aPlan({ decision: 'observe' })], alerts: [anAlert()] }, 2);

    expect(one(righted, goesOn)).toMatchObject({ proposals: 2, tried: 0, endedOtherwise: 1, wentOn: 1, earned: false });
  });

  it('counts a plan that is made again once, and not one that another took the place of', () => {
    const same = anEnd({ plans: [aPlan(), aPlan({ madeAt: LATER })] });
    const replaced = anEnd({ plans: [aPlan({ digest: 'e'.repeat(64) }), aPlan({ madeAt: LATER })] });

    expect(one(same)).toMatchObject({ proposals: 1 });
    expect(one(replaced)).toMatchObject({ proposals: 1 });
  });

  it('is told for each runbook and service apart', () => {
    const other = anEnd(
      { plans: [aPlan({ fault: 'api-503', scope: { service: 'edge', dependency: 'payments' } })] },
      2,
    );

    expect(autonomyOf([anEnd(), other]).map(({ fault, service }) => [fault, service])).toEqual([
      ['api-503', 'edge'],
      ['database-timeout', 'checkout'],
    ]);
  });

  it('never becomes earned by one more that did not help', () => {
    const anyEnd = fc.constantFrom('verified', 'ineffective', 'worse', 'inconclusive');
    fc.assert(
      fc.property(fc.array(anyEnd, { maxLength: 40 }), fc.constantFrom('ineffective', 'worse'), (ends, more) => {
        const before = ends.map((outcome, i) => tried(outcome, i + 1));
        const earned = autonomyOf(before)[0]?.earned ?? false;
        const after = autonomyOf([...before, tried(more, 1_000)])[0]?.earned ?? false;
        expect(after && !earned).toBe(false);
      }),
    );
  });
});
