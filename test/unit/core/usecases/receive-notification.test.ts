import { describe, expect, it } from 'vitest';
import { DependencyUnavailable } from '../../../../functions/core/domain/errors.ts';
import { makeReceiveNotification } from '../../../../functions/core/usecases/receive-notification.ts';
import { aStage } from './stage.ts';

const down = new DependencyUnavailable('sqs', 'down');

describe('receiving a notification', () => {
  it('stores the body as it came, before it acknowledges it', async () => {
    const stage = aStage();

    const received = await makeReceiveNotification(stage)('alertmanager', '{"raw": true} ');

    expect(received).toMatchObject({ outcome: 'stored' });
    expect(stage.queue.waiting).toMatchObject([{ receiptId: received.receiptId, body: '{"raw": true} ' }]);
    expect(await stage.receipts.read(received.receiptId)).toMatchObject({ state: 'queued', source: 'alertmanager' });
  });

  it('acknowledges what the queue has although its receipt could not be written', async () => {
    const stage = aStage();
    stage.receipts.issue = () => Promise.reject(down);

    const received = await makeReceiveNotification(stage)('alertmanager', '{}');

    expect(received).toMatchObject({ outcome: 'stored', receiptFailed: down });
  });

  it('acknowledges nothing that the queue did not take, and leaves no receipt that waits for ever', async () => {
    const stage = aStage();
    stage.queue.failing = down;

    const received = await makeReceiveNotification(stage)('alertmanager', '{}');

    expect(received).toMatchObject({ outcome: 'unavailable', cause: down });
    expect(await stage.receipts.read(received.receiptId)).toMatchObject({ state: 'dead_lettered' });
  });

  it('says so, and does not fall over, when nothing at all can be written', async () => {
    const stage = aStage();
    stage.queue.failing = down;
    stage.receipts.issue = () => Promise.reject(down);

    expect(await makeReceiveNotification(stage)('alertmanager', '{}')).toMatchObject({ outcome: 'unavailable' });
  });
});
