import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endsWell } from '../support/as-new.ts';
import { ownStack } from '../support/own-stack.ts';
import { calm, story, trigger, within } from '../support/scenario.ts';

const outputs = ownStack();

describe('memory-leak', () => {
  beforeEach(() => calm(outputs));
  afterEach(() => endsWell(outputs));

  it('is healed by beginning afresh before the heap reaches its limit, measured and closed', async () => {
    const incident = await story(outputs, {
      hurt: () => trigger(outputs, 'memory-leak'),
      want: [within(120, 'incident.opened'), within(120, 'action.done'), within(120, 'incident.closed')],
    });

    expect(incident).toMatchObject({ status: 'closed', endedFor: 'recovery_measured' });
    expect(incident.diagnosis).toMatchObject({
      outcome: 'explained',
      best: { fault: 'memory-leak', scope: { service: 'catalogue' } },
    });
    expect(incident.actions).toMatchObject([{ step: 'recycle-grown', result: 'done' }]);
  });
});
