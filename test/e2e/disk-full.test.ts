import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endsWell } from '../support/as-new.ts';
import { ownStack } from '../support/own-stack.ts';
import { calm, story, trigger, within } from '../support/scenario.ts';

const outputs = ownStack();

describe('disk-full', () => {
  beforeEach(() => calm(outputs));
  afterEach(() => endsWell(outputs));

  it('is healed by rotating the log that the kernel stopped, measured and closed', async () => {
    const incident = await story(outputs, {
      hurt: () => trigger(outputs, 'disk-full'),
      want: [within(120, 'incident.opened'), within(120, 'action.done'), within(120, 'incident.closed')],
    });

    expect(incident).toMatchObject({ status: 'closed', endedFor: 'recovery_measured' });
    expect(incident.diagnosis).toMatchObject({
      outcome: 'explained',
      best: { fault: 'disk-full', scope: { service: 'edge' } },
    });
    expect(incident.actions).toMatchObject([{ step: 'rotate-logs', result: 'done' }]);
  });
});
