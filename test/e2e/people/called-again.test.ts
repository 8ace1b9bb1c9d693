import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiOf } from '../../support/api.ts';
import { endsWell } from '../../support/as-new.ts';
import { decideAs, untilAsked, untilEnded } from '../../support/asked-story.ts';
import { ownStack } from '../../support/own-stack.ts';
import { calm, trigger } from '../../support/scenario.ts';
import { buttonsOn, slackAt } from '../../support/slack.ts';
import { inMode, underPolicy } from '../../support/under-policy.ts';
import { until } from '../../support/until.ts';

const outputs = ownStack();
const api = apiOf(outputs);

describe('what was handed over and nobody acknowledges', () => {
  beforeEach(() => calm(outputs));
  afterEach(() => endsWell(outputs));

  it('is called out again to the next target, until somebody presses that they are at it', async () => {
    await underPolicy(
      outputs,
      (policy) => ({
        ...inMode('approve')(policy),
        integrations: { ...policy.integrations, escalation: { repeatAfterSeconds: 5, levels: 9 } },
      }),
      async () => {
        const before = new Set((await api.incidents()).map(({ id }) => id));
        await trigger(outputs, 'api-503');
        const { id, planDigest } = await untilAsked(outputs, before);
        await decideAs(outputs, 'approver', id, { decision: 'deny', planDigest });
        await untilEnded(outputs, id);
        const calls = async () =>
          (await api.incident(id)).timeline.filter(({ kind }) => kind === 'escalation.repeated');
        await until('it is called out twice more', 90, async () => ((await calls()).length > 1 ? true : undefined));

        const slack = slackAt(outputs.slackUrl);
        const ts = await until('the button is in Slack', 30, async () => {
          const story = await slack.storyOf(id);
          return story && 'acknowledge' in buttonsOn(story.root) ? story.root.ts : undefined;
        });
        await slack.press({ ts, action: 'acknowledge', user: 'U0RESPONDER' });

        const { timeline } = await until('somebody is at it', 30, async () => {
          const seen = await api.incident(id);
          return seen.timeline.some(({ kind }) => kind === 'incident.acknowledged') ? seen : undefined;
        });
        expect(timeline.find(({ kind }) => kind === 'incident.acknowledged')).toMatchObject({
          actor: 'person:responder',
        });
        expect((await calls()).map(({ data }) => data['level'])).toEqual((await calls()).map((_, i) => i + 2));
      },
    );
  });
});
