import { describe, expect, it } from 'vitest';
import { aPolicy } from '../../../support/builders.ts';
import { diagnosed } from './diagnosing.ts';
import { aStage } from './stage.ts';

const policy = aPolicy({
  services: {
    orders: { mode: 'auto', calls: ['shipping'] },
    shipping: {
      mode: 'auto',
      calls: [],
      eventSource: { functionName: 'ship', queueName: 'parcels' },
      queue: { name: 'parcels', deadLetterName: 'dead' },
    },
  },
});

/** Work waits and none is done, while the consumer has refused these messages so often. */
const blocked = (refused: Readonly<Record<string, number>>, enabled = true) => {
  const stage = aStage(policy);
  const { metrics, eventSources } = stage;
  metrics.say('orders_oldest_waiting_seconds', 30);
  metrics.say('orders_shipped_total', 0);
  const counted = Object.entries(refused).map(([message, value]) => ({ labels: { message }, value }));
  metrics.say('orders_manifest_refusals', [...counted, { labels: {}, value: 0 }]);
  eventSources.set('ship', 'parcels', enabled);
  return stage;
};

describe('work that waits', () => {
  it('waits for a message that is refused again and again, which is named', async () => {
    const { diagnosis } = await diagnosed(blocked({ 'm-2': 9, 'm-1': 1 }), { service: 'orders' });

    expect(diagnosis).toMatchObject({
      outcome: 'explained',
      best: { fault: 'poison-message', scope: { service: 'orders', dependency: 'shipping' } },
    });
    const [clue] = diagnosis?.outcome === 'explained' ? diagnosis.best.weighed : [];
    expect(clue?.evidence).toMatchObject({ value: 1, detail: { messages: ['m-2'] } });
  });

  it('waits for a feed that is disabled, where nothing is refused', async () => {
    const { diagnosis } = await diagnosed(blocked({}, false), { service: 'orders' });

    expect(diagnosis).toMatchObject({ outcome: 'explained', best: { fault: 'queue-backlog' } });
  });

  it('waits for nobody knows what, where a message was refused once or twice', async () => {
    const { diagnosis } = await diagnosed(blocked({ 'm-1': 2 }), { service: 'orders' });

    expect(diagnosis).toMatchObject({ outcome: 'inconclusive' });
  });
});
