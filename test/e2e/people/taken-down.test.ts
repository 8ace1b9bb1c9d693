import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiOf } from '../../support/api.ts';
import { endsWell } from '../../support/as-new.ts';
import { decideAs, untilAsked, untilEnded } from '../../support/asked-story.ts';
import { jiraOf } from '../../support/jira.ts';
import { ownStack } from '../../support/own-stack.ts';
import { calm, trigger } from '../../support/scenario.ts';
import { slackAt } from '../../support/slack.ts';
import { teamsAt } from '../../support/teams.ts';
import { inMode, underPolicy } from '../../support/under-policy.ts';
import { until } from '../../support/until.ts';

const outputs = ownStack();
const api = apiOf(outputs);
const jira = jiraOf(outputs);
const slack = slackAt(outputs.slackUrl);
const teams = teamsAt(outputs.teamsUrl);

/** Each of them in another kind of trouble, in turn; Jira's are those of its own stories. */
const TROUBLES = [
  { slack: 'rate-limited', teams: 'broken', jira: 'rate-limited' },
  { slack: 'slow', teams: 'slow', jira: 'broken' },
  { slack: 'broken', teams: 'rate-limited', jira: 'down' },
  { slack: 'down', teams: 'down', jira: 'rate-limited' },
] as const;

const well = () => Promise.all([slack.behave('well'), teams.behave('well'), jira.behave('well')]);

/** What has come to each of them of an incident, by the numbers of its entries. */
const toldOf = async (id: string) => {
  const [story, ofTeams, [ticket, ...others]] = await Promise.all([
    slack.storyOf(id),
    teams.entriesOf(id),
    jira.ticketsOf(id),
  ]);
  expect(others).toEqual([]);
  return {
    roots: story?.roots,
    slack: story?.replies.map(({ metadata }) => metadata?.event_payload.seq ?? 0) ?? [],
    teams: ofTeams,
    jira: ticket?.seqs ?? [],
  };
};

const ONCE_IN_ORDER = (seqs: readonly number[]) => [...new Set(seqs)].toSorted((a, b) => a - b);

describe('where people follow an incident', () => {
  beforeEach(() => calm(outputs));
  afterEach(async () => {
    await well();
    await endsWell(outputs);
  });

  it.each(TROUBLES)(
    'is out of order from its middle on (Slack $slack, Teams $teams, Jira $jira), which holds nothing up, and has all of it afterwards, once and in order',
    async (trouble) => {
      await underPolicy(outputs, inMode('approve'), async () => {
        const before = new Set((await api.incidents()).map(({ id }) => id));
        await trigger(outputs, 'api-503');
        const { id, planDigest } = await untilAsked(outputs, before);
        const seqOf = async (kind: string) =>
          (await api.incident(id)).timeline.findLast((entry) => entry.kind === kind)?.seq ?? Number.NaN;
        const asked = await seqOf('approval.asked');
        await until('all of them have the question', 60, async () => {
          const told = await toldOf(id);
          return [told.slack, told.teams, told.jira].every((seqs) => seqs.includes(asked)) ? true : undefined;
        });

        await Promise.all([
          slack.behave(trouble.slack),
          teams.behave(trouble.teams),
          jira.behave(trouble.jira),
          decideAs(outputs, 'approver', id, { decision: 'approve', planDigest }),
        ]);
        const incident = await untilEnded(outputs, id);
        expect(incident).toMatchObject({ status: 'closed', endedFor: 'recovery_measured' });
        if (trouble.teams !== 'slow') {
          const meanwhile = await toldOf(id);
          for (const seqs of [meanwhile.slack, meanwhile.teams]) expect(Math.max(...seqs)).toBe(asked);
        }
        await well();

        const closed = await seqOf('incident.closed');
        const told = await until('all of them know that it was closed', 180, async () => {
          const now = await toldOf(id);
          return [now.slack, now.teams, now.jira].every((seqs) => seqs.includes(closed)) ? now : undefined;
        });
        expect(told.roots).toBe(1);
        expect(told.teams).toEqual([await seqOf('incident.opened'), asked, closed]);
        expect(told.slack).toEqual(ONCE_IN_ORDER(told.slack));
        expect(told.jira).toEqual(ONCE_IN_ORDER(told.jira));
        for (const kind of ['approval.approved', 'action.done', 'verification.verified']) {
          expect(told.slack, kind).toContain(await seqOf(kind));
          expect(told.jira, kind).toContain(await seqOf(kind));
        }
      });
    },
  );
});
