import type { Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { slackChat } from '../../../../functions/adapters/slack/chat.ts';
import { slackCall } from '../../../../functions/adapters/slack/transport.ts';
import { MACHINE } from '../../../../functions/core/domain/approval.ts';
import type { TimelineKind } from '../../../../functions/core/domain/timeline.ts';
import { makeChatSink } from '../../../../functions/core/usecases/chat-sink.ts';
import { makeDeliverIncident } from '../../../../functions/core/usecases/deliver-incident.ts';
import { aDraft, anApproval, aPlan, aStep } from '../../../support/builders.ts';
import { buttonsOn, ownSlack, slackAt } from '../../../support/slack.ts';
import { aStage, commit, moved, opened, type Stage } from '../../core/usecases/stage.ts';

let server: Server;
let url: string;

beforeEach(async () => {
  ({ server, url } = await ownSlack());
  await slackAt(url).agree({ botToken: 'the-token-of-the-app' });
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

const HOSTILE = '<!channel> <https://evil.test|look> *bold* & @here \u202e\u0000 \ud800';

/** Slack with whoever delivers to it, over one incident. */
const anOutbox = async (stage: Stage, token = 'the-token-of-the-app', title = 'DatabaseTimeout on checkout') => {
  const { deliveries, clock, store } = stage;
  const call = slackCall(`${url}/api`, async () => token);
  const routes = [{ severities: ['critical'] }, { services: ['other'], channel: 'C0OTHER' }];
  const chat = slackChat({ call, policy: { channel: 'C0INCIDENTS', routes }, consoleUrl: 'https://console.test/' });
  const findStorm = async () => undefined;
  const sinkFor = async () => makeChatSink('slack', { chat, findStorm, refsOf: async () => ({}) });
  const deliver = makeDeliverIncident({ store, deliveries, clock, sinkFor, leaseSeconds: 35, budgetSeconds: 12 });
  const incident = await opened(stage, { title });
  const { id } = incident;
  const told = async () => {
    const seq = (await store.read(id))?.seq ?? 0;
    await deliveries.want(id, ['slack'], seq, '2026-03-02T10:00:00.000Z');
    return deliver(id, 'slack');
  };
  return { stage, incident, id, told, slack: slackAt(url) };
};

const asked = async (stage: Stage, incident: Awaited<ReturnType<typeof opened>>, plan = aPlan()) =>
  commit(stage, await moved(stage, incident, 'diagnosing'), {
    to: 'awaiting_approval',
    plan,
    approval: anApproval({ planDigest: plan.digest, askedBy: MACHINE }),
    entries: [aDraft({ kind: 'approval.asked', reason: undefined, text: 'May this be done?' })],
  });

describe('an incident in Slack', () => {
  it('is one message that is edited as it goes, with the details in its thread, in order', async () => {
    const { stage, incident, id, told, slack } = await anOutbox(aStage());
    await told();
    const entry = (kind: TimelineKind) => aDraft({ kind, reason: undefined, text: kind });
    await commit(stage, incident, {
      entries: [entry('note.added'), entry('verification.started'), entry('incident.escalated')],
    });

    expect(await told()).toEqual({ outcome: 'delivered' });
    expect(await told()).toEqual({ outcome: 'delivered' });

    const story = await slack.storyOf(id);
    expect(story).toMatchObject({ roots: 1, root: { channel: 'C0INCIDENTS', edits: 1 } });
    expect(story?.replies.map(({ metadata, broadcast }) => [metadata?.event_payload.seq, broadcast])).toEqual([
      [2, false],
      [4, true],
    ]);
  });

  it('offers to approve, deny, acknowledge and brake while people are asked, and asks once more before the guarded', async () => {
    const stage = aStage();
    const { incident, id, told, slack } = await anOutbox(stage);
    await asked(stage, incident, aPlan({ steps: [aStep({ risk: 'guarded' })] }));
    await told();

    const story = await slack.storyOf(id);
    expect(JSON.stringify(story?.root.blocks)).toContain('There is nothing to undo: an idle session does no work.');
    expect(story && buttonsOn(story.root)).toEqual({
      ...{ approve: 'asks first', deny: 'at once', acknowledge: 'at once', brake: 'asks first', console: 'at once' },
    });
  });

  it('offers nothing but the console once it is closed', async () => {
    const stage = aStage();
    const { incident, id, told, slack } = await anOutbox(stage);
    await moved(stage, incident, 'diagnosing', 'escalated', 'closed');
    await told();

    const story = await slack.storyOf(id);
    expect(story && buttonsOn(story.root)).toEqual({ console: 'at once' });
  });

  it('is neither posted twice nor told twice after lost answers', async () => {
    const stage = aStage();
    const { incident, id, told, slack } = await anOutbox(stage);
    await slack.behave('lose-answers');
    await told();
    await slack.behave('well');
    stage.clock.advance(5);
    await told();
    await commit(stage, incident, { entries: [aDraft({ kind: 'note.added' }), aDraft({ kind: 'note.added' })] });
    await slack.behave('lose-answers');
    await told();
    await slack.behave('well');
    stage.clock.advance(5);
    await told();

    const story = await slack.storyOf(id);
    expect(story?.roots).toBe(1);
    expect(story?.replies.map(({ metadata }) => metadata?.event_payload.seq)).toEqual([2, 3]);
  });

  it.each(['down', 'broken', 'rate-limited'] as const)('comes whole and in order after Slack was %s', async (mode) => {
    const stage = aStage();
    const { incident, id, told, slack } = await anOutbox(stage);
    await slack.behave(mode);
    expect(await told()).toMatchObject({ outcome: 'again' });
    const note = (text: string) => aDraft({ kind: 'note.added', text });
    await commit(stage, incident, { entries: [note('one'), note('two'), note('three')] });
    await slack.behave('well');
    stage.clock.advance(60);
    await told();

    const story = await slack.storyOf(id);
    expect(story?.replies.map(({ metadata }) => metadata?.event_payload.seq)).toEqual([2, 3, 4]);
  });

  it('rests for as long as Slack asks', async () => {
    const { told, slack } = await anOutbox(aStage());
    await slack.behave('rate-limited');

    expect(await told()).toMatchObject({ outcome: 'again', seconds: 2 });
  });

  it('waits for a person when the token is wrong, and loses nothing', async () => {
    const { told } = await anOutbox(aStage(), 'the-token-of-another-app');

    expect(await told()).toMatchObject({
      outcome: 'again',
      seconds: 300,
      why: expect.stringContaining('invalid_auth'),
    });
  });

  it('takes hostile and endless text as plain text within the limits', async () => {
    const stage = aStage();
    const { incident, id, told, slack } = await anOutbox(stage, undefined, HOSTILE.repeat(50));
    await told();
    await commit(stage, incident, { entries: [aDraft({ kind: 'note.added', text: HOSTILE.repeat(900) })] });
    await told();

    const story = await slack.storyOf(id);
    const text = JSON.stringify(story);
    expect(story?.replies).toHaveLength(1);
    expect(text).not.toMatch(/"mrkdwn"|\u202e|\\u0000/);
    expect(story?.root.text).not.toContain('<');
  });
});
