import { describe, expect, it } from 'vitest';
import { cloudwatch } from '../../../functions/adapters/sources/cloudwatch/source.ts';
import { DependencyUnavailable } from '../../../functions/core/domain/errors.ts';
import { makeReceiveNotification } from '../../../functions/core/usecases/receive-notification.ts';
import { makeTakeAlarms } from '../../../functions/take-alarms/take-alarms.ts';
import { quarantining } from '../../support/quarantining.ts';
import { anAlarmAction, anAlarmEvent, anSnsMessage, anSnsQuestion } from '../../support/source-bodies/cloudwatch.ts';
import { aStage } from '../core/usecases/stage.ts';

const ready = () => {
  const stage = aStage();
  const take = makeTakeAlarms({
    source: cloudwatch,
    receive: makeReceiveNotification(stage),
    quarantine: quarantining(stage).quarantine,
    log: { info: () => undefined, warn: () => undefined },
  });
  return { ...stage, take, kept: () => stage.quarantine.list({ limit: 10 }) };
};

const text = (body: unknown): string => JSON.stringify(body);

describe('taking alarms without HTTP', () => {
  it.each([
    ['SNS', anSnsMessage()],
    ['EventBridge', anAlarmEvent()],
    ['an alarm itself', anAlarmAction()],
  ])('stores what %s invoked us with, under a receipt', async (_, body) => {
    const { take, queue, kept } = ready();

    await take([text(body)]);

    const [waiting] = queue.waiting;
    expect(queue.waiting).toMatchObject([{ source: 'cloudwatch', body: text(body) }]);
    expect(waiting?.receiptId).toMatch(/^RCP-/);
    expect(await kept()).toEqual([]);
  });

  it.each([
    ['no alarm', anSnsMessage('hello'), 'body_unmapped'],
    ['a state that there is not', anAlarmEvent('PANIC'), 'body_unmapped'],
    ['a question that only an address is asked', anSnsQuestion(), 'body_unmapped'],
    ['nothing of that kind', { hello: 'world' }, 'body_unmapped'],
  ])('keeps %s in quarantine, and queues nothing', async (_, body, reason) => {
    const { take, queue, kept } = ready();

    await take([text(body)]);

    expect(queue.waiting).toEqual([]);
    expect(await kept()).toMatchObject([{ source: 'cloudwatch', reason, count: 1 }]);
  });

  it('stores the others when one of several cannot be understood', async () => {
    const { take, queue, kept } = ready();

    await take([text(anSnsMessage('odd')), text(anSnsMessage())]);

    expect(queue.waiting).toHaveLength(1);
    expect(await kept()).toHaveLength(1);
  });

  it('fails when the queue takes nothing, so that it is invoked again', async () => {
    const { take, queue } = ready();
    queue.failing = new Error('queue down');

    await expect(take([text(anAlarmEvent())])).rejects.toBeInstanceOf(DependencyUnavailable);
  });

  it('fails when the quarantine takes nothing, although the rest was stored', async () => {
    const { take, queue, quarantine } = ready();
    quarantine.failing = new Error('table down');

    await expect(take([text(anSnsMessage('odd')), text(anAlarmEvent())])).rejects.toThrow('table down');

    expect(queue.waiting).toHaveLength(1);
  });
});
