import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endsWell } from '../../support/as-new.ts';
import { ownStack } from '../../support/own-stack.ts';
import { calm, story, within } from '../../support/scenario.ts';

const outputs = ownStack();
const lambda = new LambdaClient({
  endpoint: outputs.endpointUrl,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

const invoke = (payload: unknown) =>
  lambda.send(new InvokeCommand({ FunctionName: outputs.triggerFunctionName, Payload: JSON.stringify(payload) }));

describe('the trigger Lambda', () => {
  beforeEach(() => calm(outputs));
  afterEach(() => endsWell(outputs));

  it('hurts the storefront as the storefront does itself, and the words of alerts do not matter to the diagnosis', async () => {
    const incident = await story(outputs, {
      hurt: () => invoke({ fault: 'database-timeout' }),
      want: [within(120, 'incident.closed')],
    });

    expect(incident.diagnosis?.best?.fault).toBe('database-timeout');
  });

  it('posts a synthetic alert, which alone causes no action: nothing is wrong, so a person is asked', async () => {
    const incident = await story(outputs, {
      hurt: () =>
        invoke({
          alert: {
            labels: {
              alertname: 'DatabaseTimeout',
              service: 'checkout',
              fault: 'database-timeout',
              severity: 'critical',
            },
          },
        }),
      want: [within(120, 'incident.escalated')],
    });

    expect(incident).toMatchObject({ status: 'escalated', actions: [] });
    // What earlier stories left in the measurements may speak a little for a cause, but never enough.
    expect(['evidence_contradicts', 'low_confidence']).toContain(incident['endedFor']);
  });

  it('refuses a fault that does not exist', async () => {
    const answer = await invoke({ fault: 'no-such-fault' });

    expect(Buffer.from(answer.Payload ?? []).toString()).toContain('no-such-fault');
    expect(answer.FunctionError).toBeDefined();
  });
});
