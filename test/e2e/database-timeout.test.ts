import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiOf } from '../support/api.ts';
import { ownStack } from '../support/own-stack.ts';
import { calm, proves, story, trigger, within } from '../support/scenario.ts';
import { until } from '../support/until.ts';

const outputs = ownStack();

describe('database-timeout', () => {
  beforeEach(() => calm(outputs));
  afterEach(() => proves(outputs));

  it('is found from evidence, healed on exactly the idle sessions, measured and closed', async () => {
    const incident = await story(outputs, {
      hurt: () => trigger(outputs, 'database_timeout'),
      want: [within(120, 'incident.opened'), within(120, 'action.done'), within(120, 'incident.closed')],
    });

    expect(incident).toMatchObject({ status: 'closed', endedFor: 'recovery_measured', service: 'checkout' });
    expect(incident.diagnosis).toMatchObject({ outcome: 'explained', best: { fault: 'database-timeout' } });
    expect(incident.actions).toMatchObject([{ step: 'terminate-idle-sessions', result: 'done' }]);
  });

  it('records the later resolved notification on the closed incident and opens nothing new', async () => {
    const api = apiOf(outputs);
    const incident = await story(outputs, {
      hurt: () => trigger(outputs, 'database-timeout'),
      want: [within(120, 'incident.closed')],
    });
    const known = (await api.incidents()).length;

    const after = await until('its alerts resolve', 120, async () => {
      const seen = await api.incident(incident.id);
      return seen.alerts.every(({ status }) => status === 'resolved') ? seen : undefined;
    });

    expect(after.timeline.map(({ kind }) => kind)).toContain('alert.resolved');
    expect(await api.incidents()).toHaveLength(known);
  });
});
