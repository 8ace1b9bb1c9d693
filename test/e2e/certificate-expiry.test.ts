import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endsWell } from '../support/as-new.ts';
import { ownStack } from '../support/own-stack.ts';
import { calm, story, trigger, within } from '../support/scenario.ts';

const outputs = ownStack();

describe('certificate-expiry', () => {
  beforeEach(() => calm(outputs));
  afterEach(() => endsWell(outputs));

  it('is healed by a new certificate, as seen over the wire, measured and closed', async () => {
    const incident = await story(outputs, {
      hurt: () => trigger(outputs, 'certificate-expiry'),
      want: [within(120, 'incident.opened'), within(120, 'action.done'), within(120, 'incident.closed')],
    });

    expect(incident).toMatchObject({ status: 'closed', endedFor: 'recovery_measured' });
    expect(incident.diagnosis).toMatchObject({
      outcome: 'explained',
      best: { fault: 'certificate-expiry', scope: { service: 'edge' } },
    });
    expect(incident.actions).toMatchObject([{ step: 'renew-certificate', result: 'done' }]);
  });
});
