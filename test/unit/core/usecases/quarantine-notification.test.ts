import { describe, expect, it } from 'vitest';
import { sourceAlertReader } from '../../../../functions/adapters/sources/alert-reader.ts';
import { makeAcceptNotification } from '../../../../functions/core/usecases/accept-notification.ts';
import { makeProcessNotification } from '../../../../functions/core/usecases/process-notification.ts';
import { bytes } from '../../../support/payloads.ts';
import { quarantining } from '../../../support/quarantining.ts';
import { aStage } from './stage.ts';

const ready = () => {
  const stage = aStage();
  const { quarantine } = quarantining(stage);
  /** Something of this source that nobody understands. */
  const odd = (text: string, source = 'grafana') =>
    quarantine({ source, body: bytes(text), headers: {}, reason: 'body_unmapped', why: 'no shape that is known' });
  const process = makeProcessNotification({
    ...stage,
    read: sourceAlertReader,
    accept: makeAcceptNotification(stage),
  });
  const takeAll = async () => {
    for (const waiting of stage.queue.waiting.splice(0)) await process(waiting);
  };
  return { ...stage, odd, takeAll };
};

const several = async (odd: (text: string) => Promise<unknown>, from: number, to: number) => {
  for (let i = from; i <= to; i += 1) await odd(`odd ${i}`);
};

describe('quarantining a notification', () => {
  it('keeps the body, and its receipt names it', async () => {
    const { odd, quarantine, receipts } = ready();

    const { receiptId } = await odd('odd');

    const receipt = await receipts.read(receiptId);
    expect(receipt).toMatchObject({ state: 'quarantined', reason: 'body_unmapped', source: 'grafana' });
    const kept = receipt?.quarantineId && (await quarantine.read(receipt.quarantineId));
    expect(kept).toMatchObject({ body: bytes('odd'), quarantined: { receipts: [receiptId], count: 1 } });
  });

  it('writes no receipt when the body cannot be kept', async () => {
    const { odd, quarantine, memory } = ready();
    quarantine.failing = new Error('table down');

    await expect(odd('odd')).rejects.toThrow('table down');

    expect(memory.receipts.size).toBe(0);
  });

  it('cuts what it says about a body', async () => {
    const { quarantine, ...stage } = aStage();
    const made = quarantining({ quarantine, ...stage }).quarantine;

    await made({ source: 'grafana', body: bytes('x'), headers: {}, reason: 'body_invalid', why: '\ud800'.repeat(900) });

    const [kept] = await quarantine.list({ limit: 1 });
    expect(kept?.why).toHaveLength(500);
    expect(kept?.why.isWellFormed()).toBe(true);
  });
});

describe('a quarantine that goes on growing', () => {
  it('opens nothing below the limit, nor for one body that is repeated', async () => {
    const { odd, queue } = ready();

    await several(odd, 1, 4);
    for (let i = 0; i < 10; i += 1) await odd('odd 1');

    expect(queue.waiting).toEqual([]);
  });

  it('opens one incident about the intake, not one for each body', async () => {
    const { odd, takeAll, memory, workflow } = ready();

    await several(odd, 1, 9);
    await takeAll();
    await several(odd, 10, 12);
    await takeAll();

    const incidents = [...memory.incidents.values()].map(({ incident }) => incident);
    expect(incidents).toMatchObject([
      { source: 'selfright', service: 'selfright-intake', openedFor: 'quarantine_grows', severity: 'critical' },
    ]);
    expect(workflow.started).toHaveLength(1);
  });

  it('is told to the intake by a receipt of its own', async () => {
    const { odd, takeAll, memory } = ready();
    await several(odd, 1, 5);

    await takeAll();

    const own = [...memory.receipts.values()].filter(({ source }) => source === 'selfright');
    expect(own).toMatchObject([{ state: 'opened', reason: 'quarantine_grows' }]);
  });

  it('joins the growth of another source to the same incident', async () => {
    const { odd, takeAll, memory } = ready();
    await several(odd, 1, 5);
    await several((text) => odd(text, 'datadog'), 1, 5);

    await takeAll();

    expect([...memory.incidents.values()].map(({ alerts }) => alerts.length)).toEqual([2]);
  });

  it('is told again when the queue did not take it', async () => {
    const { odd, queue } = ready();
    await several(odd, 1, 4);
    queue.failing = new Error('queue down');

    const { receiptId, growthFailed } = await odd('odd 5');
    queue.failing = undefined;
    await odd('odd 6');
    await odd('odd 7');

    expect([receiptId.startsWith('RCP-'), growthFailed]).toEqual([true, new Error('queue down')]);
    expect(queue.waiting).toHaveLength(1);
  });

  it('keeps the notification although the policy cannot be read, and says so', async () => {
    const { odd, memory, quarantine } = ready();
    memory.policy = undefined;

    const { growthFailed } = await odd('odd');

    expect(growthFailed).toMatchObject({ name: 'ContractViolation' });
    expect(quarantine.kept.size).toBe(1);
  });

  it('is noticed once by many at once', async () => {
    const { odd, takeAll, memory } = ready();

    await Promise.all(Array.from({ length: 30 }, (_, i) => odd(`odd ${i}`)));
    await odd('one more');
    await takeAll();

    expect([...memory.incidents.values()]).toHaveLength(1);
  });
});
