import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endsWell } from '../support/as-new.ts';
import { ownStack } from '../support/own-stack.ts';
import { calm, story, trigger, within } from '../support/scenario.ts';

const outputs = ownStack();

describe('poison-message', () => {
  beforeEach(() => calm(outputs));
  afterEach(() => endsWell(outputs));

  it('is told from a disabled feed by what the consumer refuses, and healed by moving exactly that message', async () => {
    const incident = await story(outputs, {
      hurt: () => trigger(outputs, 'poison-message'),
      want: [within(120, 'incident.opened'), within(120, 'action.done'), within(120, 'incident.closed')],
    });

    expect(incident).toMatchObject({ status: 'closed', endedFor: 'recovery_measured' });
    expect(incident.diagnosis).toMatchObject({
      outcome: 'explained',
      best: { fault: 'poison-message', scope: { service: 'orders', dependency: 'fulfilment' } },
    });
    expect(incident.actions).toMatchObject([{ step: 'move-poison', result: 'done' }]);
  });
});
