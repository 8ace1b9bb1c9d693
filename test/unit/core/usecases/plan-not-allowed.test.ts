import { describe, expect, it } from 'vitest';
import { aBrake, aDiagnosis, aHypothesis, aPolicy, aWindow } from '../../../support/builders.ts';
import { badRelease, down, planned, withMode } from './planning.ts';
import { aStage, hurtDatabase, hurtRelease } from './stage.ts';

describe('a plan that is not allowed', () => {
  it.each([
    ['checkout', 'observe', 'observe', 'plan.observed', 'mode_observe'],
    ['checkout', 'approve', 'ask', 'plan.asked', 'mode_approve'],
    ['payments', 'observe', 'observe', 'plan.observed', 'mode_observe'],
    ['payments', 'approve', 'ask', 'plan.asked', 'mode_approve'],
  ] as const)(
    'is written down when %s is %s, and nothing may be done',
    async (service, mode, outcome, kind, reason) => {
      const { answer, whole, told } = await planned(hurtRelease(aStage(withMode(service, mode))), badRelease);

      expect(answer.outcome).toBe(outcome);
      expect(told).toMatchObject({ kind, reason });
      expect(told?.text).toContain('point the alias back');
      expect(whole.incident.status).toBe('diagnosing');
      expect(whole.plans).toHaveLength(1);
    },
  );

  it.each(['global', 'checkout', 'database'])('is denied while the brake of %s is engaged', async (scope) => {
    const stage = hurtDatabase(aStage());
    await stage.brakes.move(aBrake({ scope }));

    const { answer, whole, told } = await planned(stage);

    expect(answer.outcome).toBe('deny');
    expect(told).toMatchObject({ kind: 'plan.denied', reason: 'brake_engaged' });
    expect(told?.text).toContain('engaged by robin');
    expect(whole.incident.status).toBe('diagnosing');
  });

  it('is not stopped by the brake of something else, nor by one that was released', async () => {
    const stage = hurtDatabase(aStage());
    await stage.brakes.move(aBrake({ scope: 'orders' }));
    await stage.brakes.move(aBrake({ scope: 'global', engaged: false }));

    expect((await planned(stage)).answer.outcome).toBe('allow');
  });

  it.each(['checkout', 'database', undefined])('is denied while a maintenance window covers %s', async (service) => {
    const stage = hurtDatabase(aStage());
    await stage.windows.put(aWindow({ service, from: '2026-03-02T09:00:00.000Z' }));

    const { answer, told } = await planned(stage);

    expect(answer.outcome).toBe('deny');
    expect(told).toMatchObject({ kind: 'plan.denied', reason: 'maintenance' });
  });

  it('is denied when the maintenance windows cannot be read', async () => {
    const stage = hurtDatabase(aStage());
    stage.windows.all = () => Promise.reject(down('dynamodb'));

    const { answer, told } = await planned(stage);

    expect(answer.outcome).toBe('deny');
    expect(told).toMatchObject({ reason: 'envelope_unreadable' });
  });

  it('is denied when the brakes cannot be read', async () => {
    const stage = hurtDatabase(aStage());
    stage.brakes.all = () => Promise.reject(down('dynamodb'));

    const { answer, told } = await planned(stage);

    expect(answer).toMatchObject({ outcome: 'deny', steps: 1 });
    expect(told).toMatchObject({ reason: 'envelope_unreadable' });
    expect(told?.text).toContain('dynamodb: connect ECONNREFUSED');
  });

  it('is denied when the targets cannot be read', async () => {
    const stage = hurtDatabase(aStage());
    stage.sessions.failing = down('database');

    const { answer, told } = await planned(stage);

    expect(answer).toMatchObject({ outcome: 'deny', steps: 0 });
    expect(told).toMatchObject({ reason: 'envelope_unreadable' });
  });

  it('is denied when there is nothing left to act on', async () => {
    const stage = hurtDatabase(aStage());
    stage.sessions.databases.set('database', []);

    const { answer, told } = await planned(stage);

    expect(answer).toMatchObject({ outcome: 'deny', steps: 0 });
    expect(told).toMatchObject({ reason: 'no_targets' });
    expect(told?.text).toContain('no target was found');
  });

  it('is denied when somebody released anew since the diagnosis', async () => {
    const stage = hurtRelease(aStage());
    const seen = stage.releases.aliases.get('storefront-payments:live');
    if (seen) {
      const versions = [...seen.versions, { version: '3', publishedAt: '2026-03-02T10:00:00.000Z' }];
      stage.releases.aliases.set('storefront-payments:live', { ...seen, current: '3', versions, revision: 'r3' });
    }

    expect((await planned(stage, badRelease)).told).toMatchObject({ kind: 'plan.denied', reason: 'no_targets' });
  });

  it('is denied when the cause is less sure than the policy asks by now', async () => {
    const stage = hurtDatabase(aStage(aPolicy({ minimumConfidence: 0.99 })));

    expect((await planned(stage)).told).toMatchObject({ kind: 'plan.denied', reason: 'low_confidence' });
  });

  it('is only observed for a service that the policy no longer names', async () => {
    const { checkout: _, ...services } = aPolicy().services;

    expect((await planned(hurtRelease(aStage(aPolicy({ services }))), badRelease)).answer.outcome).toBe('observe');
  });

  it('is absent when no runbook answers the cause', async () => {
    const { answer, told } = await planned(hurtDatabase(aStage()), aDiagnosis(aHypothesis({ fault: 'unheard-of' })));

    expect(answer).toEqual({ outcome: 'no_runbook', steps: 0, settleSeconds: 0 });
    expect(told).toMatchObject({ kind: 'plan.absent', reason: 'no_runbook' });
  });
});
