import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endsWell } from '../support/as-new.ts';
import { ownStack } from '../support/own-stack.ts';
import { calm, story, trigger, within } from '../support/scenario.ts';

const outputs = ownStack();

describe('traffic-spike', () => {
  beforeEach(() => calm(outputs));
  afterEach(() => endsWell(outputs));

  it('is met with more places within what is declared, and nothing healthy is touched, measured and closed', async () => {
    const incident = await story(outputs, {
      hurt: () => trigger(outputs, 'traffic-spike'),
      want: [within(120, 'incident.opened'), within(120, 'action.done'), within(120, 'incident.closed')],
    });

    expect(incident).toMatchObject({ status: 'closed', endedFor: 'recovery_measured' });
    expect(incident.diagnosis).toMatchObject({
      outcome: 'explained',
      best: { fault: 'traffic-spike', scope: { service: 'catalogue' } },
    });
    expect(incident.actions).toMatchObject([{ step: 'raise-limit', result: 'done' }]);
  });
});
