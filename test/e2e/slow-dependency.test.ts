import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endsWell } from '../support/as-new.ts';
import { ownStack } from '../support/own-stack.ts';
import { calm, story, trigger, within } from '../support/scenario.ts';

const outputs = ownStack();

describe('slow-dependency', () => {
  beforeEach(() => calm(outputs));
  afterEach(() => endsWell(outputs));

  it('is found below the service that alerts, healed by asking whoever stands ready, measured and closed', async () => {
    const incident = await story(outputs, {
      hurt: () => trigger(outputs, 'slow-dependency'),
      want: [within(120, 'incident.opened'), within(120, 'action.done'), within(120, 'incident.closed')],
    });

    expect(incident).toMatchObject({ status: 'closed', endedFor: 'recovery_measured' });
    expect(incident.diagnosis).toMatchObject({
      outcome: 'explained',
      best: { fault: 'slow-dependency', scope: { service: 'checkout' } },
    });
    expect(incident.actions).toMatchObject([{ step: 'fail-over', result: 'done' }]);
  });
});
