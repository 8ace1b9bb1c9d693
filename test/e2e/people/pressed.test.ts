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

describe('a button in Slack', () => {
  beforeEach(() => calm(outputs));
  afterEach(() => endsWell(outputs));

  it('counts as the second approval, once, and not when it is forged, old or pressed by a stranger', async () => {
    await underPolicy(
      outputs,
      (policy) => ({ ...inMode('approve')(policy), approvals: { deadlineSeconds: 120, quorum: 2 } }),
      async () => {
        const before = new Set((await apiOf(outputs).incidents()).map(({ id }) => id));
        await trigger(outputs, 'database-timeout');
        const { id, planDigest } = await untilAsked(outputs, before);
        const approve = { decision: 'approve' as const, planDigest };

        expect(await decideAs(outputs, 'approver', id, { ...approve, comment: 'saw the sessions' })).toBe(200);
        expect((await apiOf(outputs).incident(id)).actions).toEqual([]);

        const slack = slackAt(outputs.slackUrl);
        const ts = await until('the question is in Slack', 30, async () => {
          const story = await slack.storyOf(id);
          return story && 'approve' in buttonsOn(story.root) ? story.root.ts : undefined;
        });
        const press = { ts, action: 'approve', user: 'U0APPROVER2', confirmed: true };
        expect(await slack.press({ ...press, forged: true })).toMatchObject({ status: 401 });
        expect(await slack.press({ ...press, age: 600 })).toMatchObject({ status: 401 });
        expect(await slack.press({ ...press, user: 'U0STRANGER' })).toMatchObject({ status: 200 });
        expect((await apiOf(outputs).incident(id)).status).toBe('awaiting_approval');
        const pressed = await Promise.all([slack.press(press), slack.press(press)]);
        expect(pressed).toMatchObject([{ status: 200 }, { status: 200 }]);
        const { whispers } = await slack.seen();
        expect(whispers.map(({ user, text }) => `${user}: ${text}`)).toEqual(
          expect.arrayContaining([
            expect.stringContaining('U0STRANGER: Selfright does not know you'),
            'U0APPROVER2: Your approval counts: the plan is carried out.',
            'U0APPROVER2: This was decided already: approved.',
          ]),
        );
        const incident = await untilEnded(outputs, id);
        expect(incident).toMatchObject({ status: 'closed', endedFor: 'recovery_measured' });
        expect(incident.actions).toMatchObject([{ step: 'terminate-idle-sessions', result: 'done' }]);
        expect(incident['approvals']).toMatchObject([
          { planDigest, status: 'approved', used: ['terminate-idle-sessions'] },
        ]);
        expect(incident['approvals']).toMatchObject([{ votes: [{ via: 'api' }, { via: 'slack' }] }]);
      },
    );
  });
});
