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
  });

  it('needs nothing but the queue: its receipt is put on record by the intake', async () => {
    const stage = aStage();
    stage.receipts.issue = () => Promise.reject(down);

    expect(await makeReceiveNotification(stage)('alertmanager', '{}')).toMatchObject({ outcome: 'stored' });
  });

  it('acknowledges nothing that the queue did not take', async () => {
    const stage = aStage();
    stage.queue.failing = down;

    const received = await makeReceiveNotification(stage)('alertmanager', '{}');

    expect(received).toMatchObject({ outcome: 'unavailable', cause: down });
    expect(await stage.receipts.read(received.receiptId)).toBeUndefined();
  });
});
