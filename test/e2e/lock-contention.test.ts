import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endsWell } from '../support/as-new.ts';
import { ownStack } from '../support/own-stack.ts';
import { calm, story, trigger, within } from '../support/scenario.ts';

const outputs = ownStack();

describe('lock-contention', () => {
  beforeEach(() => calm(outputs));
  afterEach(() => endsWell(outputs));

  it('is found in who waits for whom, healed by ending exactly the one blocker, measured and closed', async () => {
    const incident = await story(outputs, {
      hurt: () => trigger(outputs, 'lock-contention'),
      want: [within(120, 'incident.opened'), within(120, 'action.done'), within(120, 'incident.closed')],
    });

    expect(incident).toMatchObject({ status: 'closed', endedFor: 'recovery_measured' });
    expect(incident.diagnosis).toMatchObject({
      outcome: 'explained',
      best: { fault: 'lock-contention', scope: { service: 'checkout' } },
    });
    expect(incident.actions).toMatchObject([{ step: 'terminate-blocker', result: 'done' }]);
  });
});
