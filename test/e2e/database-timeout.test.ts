import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiOf } from '../support/api.ts';
import { endsWell } from '../support/as-new.ts';
import { jiraOf } from '../support/jira.ts';
import { ownStack } from '../support/own-stack.ts';
import { calm, story, trigger, within } from '../support/scenario.ts';
import { slackAt } from '../support/slack.ts';
import { until } from '../support/until.ts';

const outputs = ownStack();

describe('database-timeout', () => {
  beforeEach(() => calm(outputs));
  afterEach(() => endsWell(outputs));

  it('is healed, measured and closed while Jira is down and Slack breaks; afterwards both have all of it, once and in order', async () => {
    const jira = jiraOf(outputs);
    const slack = slackAt(outputs.slackUrl);
    await Promise.all([jira.behave('down'), slack.behave('broken')]);
    const incident = await story(outputs, {
      hurt: () => trigger(outputs, 'database_timeout'),
      want: [within(120, 'incident.opened'), within(120, 'action.done'), within(120, 'incident.closed')],
    });

    expect(incident).toMatchObject({ status: 'closed', endedFor: 'recovery_measured', service: 'checkout' });
    expect(incident.diagnosis).toMatchObject({ outcome: 'explained', best: { fault: 'database-timeout' } });
    expect(incident.actions).toMatchObject([{ step: 'terminate-idle-sessions', result: 'done' }]);

    await Promise.all([jira.behave('well'), slack.behave('well')]);
    const seqs = await until('its ticket has the whole story', 90, async () => {
      const { timeline } = await apiOf(outputs).incident(incident.id);
      const [ticket, ...more] = await jira.ticketsOf(incident.id);
      if (ticket?.status !== 'Done' || ticket.seqs.at(-1) !== timeline.at(-1)?.seq) return undefined;
      expect(more).toEqual([]);
      return ticket.seqs;
    });
    expect(seqs).toEqual([...new Set(seqs)].toSorted((a, b) => a - b));

    const told = await until('its thread has the whole story', 90, async () => {
      const { timeline } = await apiOf(outputs).incident(incident.id);
      const story = await slack.storyOf(incident.id);
      const entries = story?.replies.map(({ metadata }) => metadata?.event_payload.seq ?? 0);
      return entries?.includes(timeline.find(({ kind }) => kind === 'incident.closed')?.seq ?? -1)
        ? { entries, roots: story?.roots }
        : undefined;
    });
    expect(told.entries).toEqual([...new Set(told.entries)].toSorted((a, b) => a - b));
    expect(told.roots).toBe(1);
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
