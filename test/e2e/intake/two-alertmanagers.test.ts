import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiOf } from '../../support/api.ts';
import { endsWell } from '../../support/as-new.ts';
import { jiraOf } from '../../support/jira.ts';
import { ownStack } from '../../support/own-stack.ts';
import { calm, story, trigger, within } from '../../support/scenario.ts';
import { deliveredBy, withSecondAlertmanager } from '../../support/second-alertmanager.ts';
import { until } from '../../support/until.ts';

const outputs = ownStack();

describe('a real fault that two Alertmanagers tell of', () => {
  beforeEach(() => calm(outputs));
  afterEach(() => endsWell(outputs));

  it('is one incident with one execution and one ticket', async () => {
    const api = apiOf(outputs);
    const before = new Set((await api.incidents()).map(({ id }) => id));
    const deliveredBefore = await deliveredBy(outputs.alertmanagerUrl);

    const incident = await withSecondAlertmanager(outputs, async (url) => {
      const told = await story(outputs, {
        hurt: () => trigger(outputs, 'database-timeout'),
        want: [within(120, 'incident.closed')],
      });
      // Both told of it: once would prove nothing.
      expect(await deliveredBy(url)).toBeGreaterThan(0);
      expect(await deliveredBy(outputs.alertmanagerUrl)).toBeGreaterThan(deliveredBefore);
      return told;
    });

    expect(incident).toMatchObject({ status: 'closed', endedFor: 'recovery_measured' });
    expect(incident.timeline.filter(({ kind }) => kind === 'diagnosis.started')).toHaveLength(1);
    expect(incident.actions).toMatchObject([{ step: 'terminate-idle-sessions', result: 'done' }]);
    const others = (await api.incidents()).filter(({ id }) => !before.has(id) && id !== incident.id);
    expect(others).toEqual([]);
    const tickets = await until('its ticket is done', 90, async () => {
      const all = await jiraOf(outputs).ticketsOf(incident.id);
      return all.every(({ status }) => status === 'Done') ? all : undefined;
    });
    expect(tickets).toHaveLength(1);
  });
});
