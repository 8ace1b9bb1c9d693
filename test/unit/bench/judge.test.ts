import { describe, expect, it } from 'vitest';
import { CASES } from '../../../bench/loop/cases.ts';
import { judge, type Seen } from '../../../bench/loop/judge.ts';
import { viewOf } from '../../../functions/api/incident-routes.ts';
import type { IncidentView } from '../../../functions/core/contracts/api.ts';
import { aDiagnosis, aHypothesis, anAction, anAlert, anIncident, aVerification } from '../../support/builders.ts';

const caseNamed = (name: string) => {
  const found = CASES.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no case ${name}`);
  return found;
};

/** An incident that was closed as verified after one step for this cause. */
const closed = (fault = 'database-timeout', part: Partial<IncidentView> = {}): IncidentView => ({
  ...viewOf(
    {
      incident: anIncident({ status: 'closed' }),
      alerts: [anAlert()],
      timeline: [],
      diagnoses: [aDiagnosis(aHypothesis({ fault }))],
      plans: [],
      actions: [anAction({ result: 'done' })],
      approvals: [],
      verifications: [aVerification()],
    },
    [],
  ),
  ...part,
});

const handedOver = (part: Partial<IncidentView> = {}): IncidentView =>
  closed('none', { status: 'escalated', diagnoses: [], actions: [], verification: null, ...part });

const seen = (part: Partial<Seen> = {}): Seen => ({
  injectedAt: '2026-03-02T09:59:00.000Z',
  incidents: [closed()],
  fired: [{ name: 'DatabaseTimeout', service: 'checkout', badAt: 1, activeAt: 1, firesAt: 6, longest: 14 }],
  firings: [],
  known: ['DatabaseTimeout checkout'],
  firesOn: [],
  left: [],
  ...part,
});

describe('judging what was made of a fault', () => {
  const fault = caseNamed('database-timeout');

  it('is content when it was found, acted on, measured and closed', () => {
    expect(judge(fault, seen())).toEqual({
      diagnosedRight: true,
      acted: true,
      verified: true,
      asExpected: true,
      lost: [],
      falseFixes: [],
      wrongActions: [],
      left: [],
    });
  });

  it.each([
    ['nothing that was opened', []],
    ['another cause', [closed('api-503')]],
    ['people who got it', [handedOver()]],
    ['one incident too many', [closed(), handedOver()]],
    ['what is still open', [closed('database-timeout', { status: 'verifying' })]],
  ])('is not content with %s', (_, incidents) => {
    expect(judge(fault, seen({ incidents }))).toMatchObject({ asExpected: false });
  });

  it('counts steps for a cause that was not there as wrong', () => {
    const verdict = judge(fault, seen({ incidents: [closed('api-503')] }));

    expect(verdict.wrongActions).toHaveLength(1);
  });

  it('counts what was closed as verified while the alert went on as a false fix', () => {
    const verdict = judge(fault, seen({ firesOn: ['DatabaseTimeout checkout'] }));

    expect(verdict.falseFixes).toHaveLength(1);
  });

  it('holds no fix for false because another trouble goes on, and one of its service does', () => {
    const falseFixes = (...firesOn: readonly string[]) => judge(fault, seen({ firesOn })).falseFixes;

    expect(falseFixes('QueueBacklog orders')).toEqual([]);
    expect(falseFixes('QueueBacklog orders', 'Api503 checkout')).toEqual([
      expect.stringMatching(/ while Api503 checkout$/),
    ]);
  });

  it('counts alerts that no incident has as lost', () => {
    const [fired] = seen().fired;
    const verdict = judge(fault, seen({ fired: fired === undefined ? [] : [fired, { ...fired, service: 'orders' }] }));

    expect(verdict.lost).toEqual(['DatabaseTimeout orders']);
  });
});

describe('judging what was made of a trap', () => {
  const trap = caseNamed('unknown-fault');

  it('is content when people got it and nothing was done', () => {
    expect(judge(trap, seen({ incidents: [handedOver()] }))).toMatchObject({ asExpected: true, wrongActions: [] });
  });

  it.each([
    ['any step', handedOver({ actions: [anAction({ result: 'done' })] })],
    ['a step that failed', handedOver({ actions: [anAction({ result: 'failed' })] })],
    ['a recovery that was claimed', closed()],
  ])('is not content with %s', (_, incident) => {
    expect(judge(trap, seen({ incidents: [incident] }))).toMatchObject({ asExpected: false });
  });

  it('wants two causes to become two incidents, each healed by itself', () => {
    const two = caseNamed('two-at-once');
    const both = [closed('certificate-expiry'), closed('queue-backlog')];

    const verdicts = [both, [closed('certificate-expiry')], [...both, handedOver()]].map((incidents) =>
      judge(two, seen({ incidents })),
    );

    expect(verdicts.map(({ asExpected }) => asExpected)).toEqual([true, false, false]);
  });
});
