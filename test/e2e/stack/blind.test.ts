import { SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiOf, sendAlerts } from '../../support/api.ts';
import { endsWell } from '../../support/as-new.ts';
import { whileFrozen, whileRefused } from '../../support/hurts.ts';
import { ownStack } from '../../support/own-stack.ts';
import { calm, story, trigger, within } from '../../support/scenario.ts';
import { until } from '../../support/until.ts';

const outputs = ownStack();

const firing = (service: string) => () =>
  sendAlerts(
    outputs,
    JSON.stringify({
      version: '4',
      groupKey: crypto.randomUUID(),
      truncatedAlerts: 0,
      alerts: [
        {
          status: 'firing',
          labels: { alertname: 'Synthetic', service, severity: 'critical' },
          annotations: {},
          startsAt: new Date().toISOString(),
        },
      ],
    }),
  );

describe('what cannot be seen is not claimed', () => {
  beforeEach(() => calm(outputs));
  afterEach(() => endsWell(outputs));

  it('escalates when Prometheus does not answer', async () => {
    const incident = await whileFrozen(outputs, ['prometheus'], () =>
      story(outputs, { hurt: firing('checkout'), want: [within(120, 'incident.escalated')] }),
    );

    expect(incident).toMatchObject({ status: 'escalated', endedFor: 'evidence_unavailable', actions: [] });
    expect(incident.timeline.find(({ kind }) => kind === 'incident.escalated')?.text).toContain('prometheus');
  });

  it('escalates when PostgreSQL refuses, and touches nothing', async () => {
    const incident = await whileRefused(outputs, 'selfright', () =>
      story(outputs, { hurt: () => trigger(outputs, 'database-timeout'), want: [within(120, 'incident.escalated')] }),
    );

    expect(incident).toMatchObject({ status: 'escalated', endedFor: 'evidence_unavailable', actions: [] });
  });

  it('escalates when the execution is aborted from outside', async () => {
    const states = new SFNClient({
      endpoint: outputs.endpointUrl,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    const api = apiOf(outputs);
    const before = new Set((await api.incidents()).map(({ id }) => id));
    await trigger(outputs, 'database-timeout');
    const id = await until('it is being verified', 120, async () => {
      const open = (await api.incidents()).find((one) => !before.has(one.id));
      return open?.status === 'verifying' ? open.id : undefined;
    });

    const executionArn = `${outputs.stateMachineArn.replace(':stateMachine:', ':execution:')}:${id}-1`;
    await states.send(new StopExecutionCommand({ executionArn }));

    const incident = await until('it is handed over', 60, async () => {
      const seen = await api.incident(id);
      return seen['toldAt'] === undefined ? undefined : seen;
    });
    expect(incident).toMatchObject({ status: 'escalated', endedFor: 'execution_aborted' });
  });
});
