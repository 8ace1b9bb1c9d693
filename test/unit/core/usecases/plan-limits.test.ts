import { describe, expect, it } from 'vitest';
import { ContractViolation } from '../../../../functions/core/domain/errors.ts';
import type { IncidentId } from '../../../../functions/core/domain/incident.ts';
import type { Policy } from '../../../../functions/core/domain/policy.ts';
import { plusSeconds } from '../../../../functions/core/domain/time.ts';
import type { Verification } from '../../../../functions/core/domain/verification.ts';
import { makePlanMitigation } from '../../../../functions/core/usecases/plan-mitigation.ts';
import {
  aDraft,
  anAction,
  anAlert,
  anAlertGroup,
  anOpening,
  aPlan,
  aPolicy,
  aVerification,
} from '../../../support/builders.ts';
import { down, planned } from './planning.ts';
import { aStage, commit, explained, hurtDatabase, type Stage } from './stage.ts';

const TARGET = 'target:postgres:database/checkout-*';
const RUNBOOK = 'runbook:database-timeout';
const OTHER = 'INC-01KJQ00000000000000000TH3R';

const limited = (part: Partial<Policy['envelope']>): Policy => {
  const policy = aPolicy();
  return { ...policy, envelope: { ...policy.envelope, ...part } };
};

/** That another incident tried something so many seconds ago. */
const triedBefore = (stage: Stage, subject: typeof TARGET | typeof RUNBOOK, ago: number, id: IncidentId = OTHER) => {
  const one = { at: plusSeconds(stage.clock().toISOString(), -ago), incidentId: id, planDigest: 'other' };
  stage.memory.tries.set(subject, [...(stage.memory.tries.get(subject) ?? []), one]);
};

/** Another incident, whose try came out like this. */
const other = async ({ store, clock }: Stage, outcome: Verification['outcome'], ago: number): Promise<void> => {
  const group = anAlertGroup({ groupKey: OTHER, alerts: [anAlert({ fingerprint: OTHER, service: 'orders' })] });
  const opened = await store.open(anOpening({ id: OTHER, service: 'orders' }, group));
  if (opened.outcome !== 'opened') throw new Error(opened.outcome);
  const at = plusSeconds(clock().toISOString(), -ago);
  const began = await store.commit(opened.incident, { to: 'diagnosing', entries: [aDraft()] });
  if (began.outcome !== 'written') throw new Error(began.outcome);
  const acted = await store.commit(began.incident, {
    entries: [aDraft({ kind: 'plan.allowed' })],
    plan: aPlan({ digest: 'other', madeAt: at }),
    action: anAction({ planDigest: 'other', result: 'done', startedAt: at, endedAt: at }),
  });
  if (acted.outcome !== 'written') throw new Error(acted.outcome);
  await store.commit(acted.incident, {
    entries: [aDraft({ kind: 'verification.ineffective' })],
    verification: aVerification({ outcome, at: plusSeconds(at, 1) }),
  });
};

const verdictOf = async (stage: Stage, rule: string) => {
  const { answer, plan, told } = await planned(stage);
  return { outcome: answer.outcome, told, rule: plan?.rules.find((one) => one.rule === rule) };
};

describe('a plan', () => {
  it('carries the caps that its start will count against', async () => {
    const { plan } = await planned(hurtDatabase(aStage()));

    expect(plan?.caps).toEqual([
      { subject: TARGET, perHour: 3, perDay: 7 },
      { subject: RUNBOOK, perHour: 3, perDay: 7 },
    ]);
  });

  it.each([
    [TARGET, 'tries of target postgres:database/checkout-*'],
    [RUNBOOK, 'tries of runbook database-timeout'],
  ] as const)('asks when %s was tried three times within the hour', async (subject, name) => {
    const stage = hurtDatabase(aStage(limited({ cooldownSeconds: 0 })));
    for (const ago of [3_000, 2_000, 1_000]) triedBefore(stage, subject, ago);

    const { outcome, told, rule } = await verdictOf(stage, name);

    expect(outcome).toBe('ask');
    expect(told).toMatchObject({ kind: 'plan.asked', reason: 'cap_reached' });
    expect(rule).toMatchObject({ value: '3 in an hour, 3 in a day', decision: 'ask' });
  });

  it('is allowed when the tries lie further back', async () => {
    const stage = hurtDatabase(aStage());
    for (const ago of [3_600, 7_200, 86_400]) triedBefore(stage, TARGET, ago);

    expect((await planned(stage)).answer.outcome).toBe('allow');
  });

  it('asks while a target rests from the try of another incident', async () => {
    const stage = hurtDatabase(aStage());
    triedBefore(stage, TARGET, 60);

    expect((await planned(stage)).told).toMatchObject({ kind: 'plan.asked', reason: 'cooling_down' });
  });

  it.each([
    ['ineffective', 'ask'],
    ['worse', 'ask'],
    ['inconclusive', 'ask'],
    ['verified', 'allow'],
  ] as const)('after a try that was %s: %s', async (verdict, outcome) => {
    const stage = hurtDatabase(aStage(limited({ cooldownSeconds: 0 })));
    await other(stage, verdict, 300);
    triedBefore(stage, TARGET, 300);

    const { answer, plan } = await planned(stage);

    expect(answer.outcome).toBe(outcome);
    expect(plan?.rules.some(({ reason }) => reason === 'on_hold')).toBe(outcome === 'ask');
  });

  it('asks while many incidents are opened at once', async () => {
    const stage = hurtDatabase(aStage(limited({ storm: { incidents: 1, windowSeconds: 300 } })));
    await other(stage, 'verified', 300);

    expect((await planned(stage)).told).toMatchObject({ kind: 'plan.asked', reason: 'storm' });
  });

  it('asks during a change freeze of what it would touch, and not of something else', async () => {
    const span = { from: '2026-03-02T09:00:00.000Z', until: '2026-03-02T11:00:00.000Z', reason: 'release day' };
    const frozen = await planned(hurtDatabase(aStage(limited({ freezes: [{ ...span, service: 'database' }] }))));
    const free = await planned(hurtDatabase(aStage(limited({ freezes: [{ ...span, service: 'orders' }] }))));

    expect(frozen.told).toMatchObject({ kind: 'plan.asked', reason: 'change_freeze' });
    expect(free.answer.outcome).toBe('allow');
  });

  it('asks when its runbook is to be approved, whatever its services allow', async () => {
    const { told } = await planned(
      hurtDatabase(aStage(aPolicy({ runbooks: { 'database-timeout': { mode: 'approve' } } }))),
    );

    expect(told).toMatchObject({ kind: 'plan.asked', reason: 'mode_approve' });
  });

  it('asks when its evidence is older than it may be', async () => {
    const stage = hurtDatabase(aStage());
    stage.clock.advance(1_000);

    expect((await planned(stage)).told).toMatchObject({ reason: 'stale_evidence' });
  });

  it('is allowed on old evidence when a verification has just seen that the trouble is still there', async () => {
    const stage = hurtDatabase(aStage());
    const incident = await explained(stage);
    stage.clock.advance(1_000);
    const verification = aVerification({ outcome: 'ineffective', at: stage.clock().toISOString() });
    await commit(stage, incident, { verification });
    stage.clock.advance(100);

    expect((await makePlanMitigation(stage)(incident.id, 1)).outcome).toBe('allow');
  });

  it('asks when even that verification is old', async () => {
    const stage = hurtDatabase(aStage());
    const incident = await explained(stage);
    const verification = aVerification({ outcome: 'ineffective', at: stage.clock().toISOString() });
    await commit(stage, incident, { verification });
    stage.clock.advance(1_000);

    expect((await makePlanMitigation(stage)(incident.id, 1)).outcome).toBe('ask');
  });
});

describe('a plan is denied as unreadable', () => {
  it.each([down('dynamodb'), new ContractViolation('item CAP#1 does not parse')])(
    'when the tries give %s',
    async (error) => {
      const stage = hurtDatabase(aStage());
      stage.tries.of = () => Promise.reject(error);

      const { answer, told, plan } = await planned(stage);

      expect(answer).toMatchObject({ outcome: 'deny', steps: 1 });
      expect(told).toMatchObject({ kind: 'plan.denied', reason: 'envelope_unreadable' });
      expect(plan?.rules[0]?.value).toContain(error.message);
    },
  );

  it('when nobody knows how many incidents were opened', async () => {
    const stage = hurtDatabase(aStage());
    stage.store.list = () => Promise.reject(down('dynamodb'));

    expect((await planned(stage)).told).toMatchObject({ kind: 'plan.denied', reason: 'envelope_unreadable' });
  });

  it('when the outcome of an earlier try cannot be read', async () => {
    const stage = hurtDatabase(aStage());
    triedBefore(stage, TARGET, 1_000);
    const { readWhole } = stage.store;
    stage.store.readWhole = (id) => (id === OTHER ? Promise.reject(down('dynamodb')) : readWhole(id));

    expect((await planned(stage)).told).toMatchObject({ kind: 'plan.denied', reason: 'envelope_unreadable' });
  });

  it('when the policy cannot be read', async () => {
    const stage = hurtDatabase(aStage());
    stage.policies.current = () => Promise.reject(down('dynamodb'));

    const { answer, told } = await planned(stage);

    expect(answer).toEqual({ outcome: 'deny', steps: 0, settleSeconds: 0 });
    expect(told).toMatchObject({ kind: 'plan.denied', reason: 'envelope_unreadable' });
  });
});
