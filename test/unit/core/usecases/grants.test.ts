import { describe, expect, it } from 'vitest';
import { makeGiveGrant, makeRevokeGrant } from '../../../../functions/core/usecases/give-grant.ts';
import { aGrant, aPolicy } from '../../../support/builders.ts';
import { down, planned, withMode } from './planning.ts';
import { aStage, hurtDatabase } from './stage.ts';

const asking = () => hurtDatabase(aStage(withMode('checkout', 'approve')));
const given = { fault: 'database-timeout', service: 'checkout', by: 'ada', reason: 'seen often', seconds: 3_600 };

describe('a grant', () => {
  it('lets its runbook run for its service, and stands on the plan', async () => {
    const stage = asking();
    await stage.grants.put(aGrant());

    const { answer, plan } = await planned(stage);

    expect(answer.outcome).toBe('allow');
    expect(plan?.grant).toBe(aGrant().id);
  });

  it('stands on no plan that would run without it', async () => {
    const stage = hurtDatabase(aStage());
    await stage.grants.put(aGrant());

    expect((await planned(stage)).plan?.grant).toBeUndefined();
  });

  it.each([
    ['is for another runbook', { fault: 'api-503' }],
    ['is for another service', { service: 'orders' }],
    ['is over', { until: '2026-03-02T10:00:00.000Z' }],
    ['was revoked', { revokedAt: '2026-03-02T09:30:00.000Z', revokedBy: 'rob' }],
  ])('does nothing when it %s', async (_, part) => {
    const stage = asking();
    await stage.grants.put(aGrant(part));

    expect((await planned(stage)).told).toMatchObject({ kind: 'plan.asked', reason: 'mode_approve' });
  });

  it('denies when it cannot be read', async () => {
    const stage = asking();
    stage.grants.all = () => Promise.reject(down('dynamodb'));

    expect((await planned(stage)).told).toMatchObject({ kind: 'plan.denied', reason: 'envelope_unreadable' });
  });

  it('is given for a time that ends, by whom and why', async () => {
    const stage = aStage();

    const answer = await makeGiveGrant(stage)(given);

    expect(answer).toMatchObject({
      outcome: 'granted',
      grant: { by: 'ada', from: '2026-03-02T10:00:00.000Z', until: '2026-03-02T11:00:00.000Z' },
    });
    expect(await stage.grants.all()).toHaveLength(1);
  });

  it('ends after a week at the latest', async () => {
    const answer = await makeGiveGrant(aStage())({ ...given, seconds: 1e9 });

    expect(answer).toMatchObject({ grant: { until: '2026-03-09T10:00:00.000Z' } });
  });

  it('is refused for a service that nobody knows', async () => {
    expect(await makeGiveGrant(aStage())({ ...given, service: 'chekout' })).toMatchObject({
      outcome: 'unknown_service',
    });
  });

  it('is refused on one word where a quorum must agree, unless that quorum did', async () => {
    const give = makeGiveGrant(aStage(aPolicy({ approvals: { deadlineSeconds: 300, quorum: 2 } })));

    expect(await give(given)).toEqual({ outcome: 'quorum', quorum: 2 });
    expect((await give({ ...given, approved: true })).outcome).toBe('granted');
  });

  it('is taken back by name, and stays as it was when it is over', async () => {
    const stage = aStage();
    await stage.grants.put(aGrant());
    const revoke = makeRevokeGrant(stage);

    expect(await revoke(aGrant().id, 'rob')).toMatchObject({ grant: { revokedBy: 'rob' } });
    expect(await revoke(aGrant().id, 'eve')).toMatchObject({ grant: { revokedBy: 'rob' } });
    expect(await revoke('GRT-01KJQ000000000000000000009', 'rob')).toEqual({ outcome: 'unknown' });
  });
});
