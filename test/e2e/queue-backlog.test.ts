import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endsWell } from '../support/as-new.ts';
import { ownStack } from '../support/own-stack.ts';
import { calm, story, trigger, within } from '../support/scenario.ts';

const outputs = ownStack();

describe('queue-backlog', () => {
  beforeEach(() => calm(outputs));
  afterEach(() => endsWell(outputs));

  it('is found in what feeds the consumer, healed by enabling it, measured and closed', async () => {
    const incident = await story(outputs, {
      hurt: () => trigger(outputs, 'queue-backlog'),
      want: [within(120, 'incident.opened'), within(120, 'action.done'), within(120, 'incident.closed')],
    });

    expect(incident).toMatchObject({ status: 'closed', endedFor: 'recovery_measured' });
    expect(incident.diagnosis).toMatchObject({
      outcome: 'explained',
      best: { fault: 'queue-backlog', scope: { service: 'orders' } },
    });
    expect(incident.actions).toMatchObject([{ step: 'enable-feed', result: 'done' }]);
  });
});
