import { describe, expect, it } from 'vitest';
import type { Alert, AlertGroup } from '../../../../functions/core/domain/alert.ts';
import { ContractViolation, DependencyUnavailable } from '../../../../functions/core/domain/errors.ts';
import { makeAcceptNotification } from '../../../../functions/core/usecases/accept-notification.ts';
import { makeProcessNotification } from '../../../../functions/core/usecases/process-notification.ts';
import { anAlert, anAlertGroup, aReceipt } from '../../../support/builders.ts';
import { aStage } from './stage.ts';

const RECEIPT = 'RCP-01KJQ000000000000000000001';
const NOON = '2026-03-02T10:00:00.000Z';

const groupOf = (groupKey: string, part: Partial<Alert> = {}) => anAlertGroup({ groupKey, alerts: [anAlert(part)] });

const ready = (read: () => readonly AlertGroup[]) => {
  const stage = aStage();
  const process = makeProcessNotification({ ...stage, read, accept: makeAcceptNotification(stage) });
  const take = () => process({ receiptId: RECEIPT, source: 'alertmanager', receivedAt: NOON, body: '{}' });
  return { stage, take };
};

describe('taking a notification', () => {
  it('settles its receipt with what became of it', async () => {
    const { stage, take } = ready(() => [anAlertGroup()]);
    await stage.receipts.issue(aReceipt({ id: RECEIPT }));

    const receipt = await take();

    expect(receipt).toMatchObject({ id: RECEIPT, state: 'opened', reason: 'new_group', settledAt: NOON });
    expect(await stage.receipts.read(RECEIPT)).toEqual(receipt);
  });

  it('settles a receipt that could not be issued', async () => {
    const { stage, take } = ready(() => []);

    await take();

    expect(await stage.receipts.read(RECEIPT)).toMatchObject({ state: 'recorded', reason: 'nothing_firing' });
  });

  it('puts its receipt on record before it is done, so that one whose worker dies is missed', async () => {
    const { stage, take } = ready(() => {
      throw new ContractViolation('the worker dies');
    });

    await expect(take()).rejects.toThrow();

    expect(await stage.receipts.read(RECEIPT)).toMatchObject({ state: 'queued', receivedAt: NOON });
  });

  it('tells of several groups what counts most', async () => {
    const { take } = ready(() => [
      groupOf('quiet', { severity: 'none' }),
      groupOf('new'),
      groupOf('resolved', { status: 'resolved' }),
    ]);

    expect(await take()).toMatchObject({ state: 'opened', reason: 'new_group' });
  });

  it('tells why, when all that came of it is that it was recorded', async () => {
    const { take } = ready(() => [groupOf('beat', { labels: { selfright_heartbeat: 'true' } })]);

    expect(await take()).toMatchObject({ state: 'recorded', reason: 'heartbeat' });
  });

  it('is a duplicate when it is taken twice, and opens nothing more', async () => {
    const { stage, take } = ready(() => [anAlertGroup()]);
    await take();

    expect((await take()).state).toBe('duplicate');
    expect(stage.memory.incidents.size).toBe(1);
  });

  it('keeps the first answer on its receipt when it is taken twice', async () => {
    const { stage, take } = ready(() => [anAlertGroup()]);
    await take();

    await take();

    expect((await stage.receipts.read(RECEIPT))?.state).toBe('opened');
  });

  it('leaves the receipt open when it fails, so that nothing is called taken that was not', async () => {
    const { stage, take } = ready(() => [anAlertGroup()]);
    await stage.receipts.issue(aReceipt({ id: RECEIPT }));
    stage.workflow.failing = new DependencyUnavailable('stepfunctions', 'throttled');

    await expect(take()).rejects.toThrow('throttled');
    expect((await stage.receipts.read(RECEIPT))?.state).toBe('queued');
  });

  it('takes up after a failure in the middle of its groups where it was', async () => {
    const { stage, take } = ready(() => [groupOf('one'), groupOf('two', { service: 'orders' })]);
    const open = stage.store.open;
    stage.store.open = async (opening) =>
      opening.incident.groupKey === 'two'
        ? Promise.reject(new DependencyUnavailable('dynamodb', 'down'))
        : open(opening);
    await expect(take()).rejects.toThrow('down');
    stage.store.open = open;

    expect((await take()).state).toBe('opened');
    expect(stage.memory.incidents.size).toBe(2);
  });

  it('fails for what nobody understands', async () => {
    const { take } = ready(() => {
      throw new ContractViolation('the body is not valid JSON');
    });

    await expect(take()).rejects.toThrow(ContractViolation);
  });
});
