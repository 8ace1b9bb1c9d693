import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiOf } from '../../support/api.ts';
import { endsWell } from '../../support/as-new.ts';
import { decideAs, untilAsked, untilEnded } from '../../support/asked-story.ts';
import { jiraOf } from '../../support/jira.ts';
import { ownStack } from '../../support/own-stack.ts';
import { calm, trigger } from '../../support/scenario.ts';
import { inMode, underPolicy } from '../../support/under-policy.ts';
import { until } from '../../support/until.ts';

const outputs = ownStack();
const jira = jiraOf(outputs);
const api = apiOf(outputs);

describe('a ticket', () => {
  beforeEach(() => calm(outputs));
  afterEach(async () => {
    await jira.behave('well');
    await endsWell(outputs);
  });

  it('holds nothing up while Jira is down, and tells all of it in order once Jira is back', async () => {
    await jira.behave('down');
    const before = new Set((await api.incidents()).map(({ id }) => id));
    await trigger(outputs, 'api-503');
    const { id } = await until('an incident opens', 60, async () =>
      (await api.incidents()).find((one) => !before.has(one.id)),
    );
    const incident = await untilEnded(outputs, id);
    expect(incident).toMatchObject({ status: 'closed', endedFor: 'recovery_measured' });
    expect(await jira.ticketsOf(id)).toEqual([]);

    await jira.behave('well');

    const last = incident.timeline.findLast(({ kind }) => kind === 'incident.closed')?.seq;
    const ticket = await until('its ticket tells that it was closed', 180, async () => {
      const [one, ...more] = await jira.ticketsOf(id);
      expect(more).toEqual([]);
      return one !== undefined && one.seqs.at(-1) === last ? one : undefined;
    });
    expect(ticket).toMatchObject({ status: 'Done', links: [expect.stringMatching(/^Postmortem/)] });
    expect(ticket.history).toEqual(['To Do', 'In Progress', 'Done']);
    expect(ticket.seqs).toEqual([...new Set(ticket.seqs)].toSorted((a, b) => a - b));
  });

  it('takes what people do to it, once, and is not told it again', async () => {
    await underPolicy(outputs, inMode('approve'), async () => {
      const before = new Set((await api.incidents()).map(({ id }) => id));
      await trigger(outputs, 'api-503');
      const { id, planDigest } = await untilAsked(outputs, before);
      expect(await decideAs(outputs, 'approver', id, { decision: 'deny', planDigest })).toBe(200);
      await untilEnded(outputs, id);
      const { key, comments } = await until('the ticket is handed over', 90, async () => {
        const [one] = await jira.ticketsOf(id);
        return one?.status === 'Escalated' ? one : undefined;
      });

      expect(await jira.act({ key, by: 'Ann', text: 'the bank says it is them' })).toBe(201);
      expect(await jira.act({ key, by: 'Ann', to: 'Done' })).toBe(204);
      const heard = async (kind: string) => (await api.incident(id)).timeline.filter((one) => one.kind === kind);
      await until('closing is offered', 30, async () => (await heard('close.offered')).at(0));
      await jira.tellAgain();
      await until('every webhook is answered', 30, async () =>
        (await jira.told()).every(({ status }) => status === 200) ? true : undefined,
      );

      expect(await heard('note.added')).toMatchObject([{ data: { via: 'jira' } }]);
      expect((await heard('note.added'))[0]?.text).toContain('the bank says it is them');
      expect(await heard('close.offered')).toMatchObject([{ data: { via: 'jira', what: key } }]);
      expect((await api.incident(id)).status).toBe('escalated');
      const body = JSON.stringify({ comment: 'the bank mended it' });
      const closed = await apiOf(outputs, 'responder').call(`/incidents/${id}/close`, { method: 'POST', body });
      expect(closed.status).toBe(200);
      const ticket = await until('the ticket is told that it is closed', 60, async () => {
        const [one] = await jira.ticketsOf(id);
        return one?.links.some((title) => title.startsWith('Postmortem')) ? one : undefined;
      });
      // Ann's own, that closing is offered, and that it was closed: her note is not told to her again.
      expect(ticket.comments).toBe(comments + 3);
    });
  });
});
