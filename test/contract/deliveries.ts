import { expect, it } from 'vitest';
import type { Deliveries } from '../../functions/core/ports/deliveries.ts';

const ID = 'INC-01KJQ000000000000000000001';
const AT = '2026-03-02T10:00:00.000Z';

/** What every store of deliveries must do. */
export const deliveriesContract = (make: () => Promise<Deliveries>): void => {
  it('begins with nothing delivered', async () => {
    expect(await (await make()).read(ID, 'jira')).toMatchObject({
      deliveredSeq: 0,
      wantedSeq: 0,
      version: 0,
      refs: {},
    });
  });

  it('notes the newest that is due, and lists it as behind until it arrived', async () => {
    const deliveries = await make();
    await deliveries.want(ID, ['jira'], 3, AT);
    await deliveries.want(ID, ['jira'], 2, AT);
    const noted = await deliveries.read(ID, 'jira');

    expect(noted.wantedSeq).toBe(3);
    expect(await deliveries.behind(10)).toEqual([{ incidentId: ID, sink: 'jira', since: AT }]);

    const saved = await deliveries.save({ ...noted, deliveredSeq: 3, refs: { key: 'SHOP-1' } });
    expect(saved).toMatchObject({ deliveredSeq: 3, refs: { key: 'SHOP-1' } });
    expect(await deliveries.behind(10)).toEqual([]);
    expect(await deliveries.of(ID)).toEqual([saved]);
  });

  it('refuses a write that rests on what is old', async () => {
    const deliveries = await make();
    await deliveries.want(ID, ['jira'], 1, AT);
    const noted = await deliveries.read(ID, 'jira');
    expect(await deliveries.save({ ...noted, sendingSeq: 1, leaseUntil: AT })).toMatchObject({ sendingSeq: 1 });

    expect(await deliveries.save({ ...noted, sendingSeq: 1 })).toBe('conflict');
  });

  it('refuses to call it done when more became due meanwhile', async () => {
    const deliveries = await make();
    await deliveries.want(ID, ['jira'], 1, AT);
    const noted = await deliveries.read(ID, 'jira');
    await deliveries.want(ID, ['jira'], 2, AT);

    expect(await deliveries.save({ ...noted, deliveredSeq: 1 })).toBe('conflict');
    expect(await deliveries.behind(10)).toHaveLength(1);
  });

  it('forgets what is left out, and keeps each sink apart', async () => {
    const deliveries = await make();
    await deliveries.want(ID, ['jira', 'webhook'], 1, AT);
    const noted = await deliveries.read(ID, 'jira');
    const failed = await deliveries.save({ ...noted, failures: 1, why: 'down', retryAt: AT });
    if (failed === 'conflict') throw new Error(failed);
    await deliveries.save({ ...failed, failures: 0, why: undefined, retryAt: undefined });

    const { why, retryAt } = await deliveries.read(ID, 'jira');
    expect({ why, retryAt }).toEqual({ why: undefined, retryAt: undefined });
    expect((await deliveries.read(ID, 'webhook')).version).toBe(0);
  });

  it('remembers a breaker', async () => {
    const deliveries = await make();
    expect(await deliveries.breaker('jira')).toEqual({ sink: 'jira', failures: 0 });
    await deliveries.saveBreaker({ sink: 'jira', failures: 3, openUntil: AT });

    expect(await deliveries.breaker('jira')).toEqual({ sink: 'jira', failures: 3, openUntil: AT });
  });
};
