import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endsWell } from '../support/as-new.ts';
import { ownStack } from '../support/own-stack.ts';
import { calm, story, trigger, within } from '../support/scenario.ts';

const outputs = ownStack();

describe('bad-config', () => {
  beforeEach(() => calm(outputs));
  afterEach(() => endsWell(outputs));

  it('is found in the parameter that was changed, given its former value back, measured and closed', async () => {
    const incident = await story(outputs, {
      hurt: () => trigger(outputs, 'bad-config'),
      want: [within(120, 'incident.opened'), within(120, 'action.done'), within(120, 'incident.closed')],
    });

    expect(incident).toMatchObject({ status: 'closed', endedFor: 'recovery_measured' });
    expect(incident.diagnosis).toMatchObject({
      outcome: 'explained',
      best: { fault: 'bad-config', scope: { service: 'edge' } },
    });
    expect(incident.actions).toMatchObject([{ step: 'restore-value', result: 'done' }]);
  });
});
