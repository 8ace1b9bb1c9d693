import { describe, expect, it } from 'vitest';
import { slackSignature } from '../../../functions/adapters/slack/signature.ts';
import { makeCallbacks } from '../../../functions/callbacks/callbacks.ts';
import { makeSlackCallback } from '../../../functions/callbacks/slack.ts';
import { PolicySchema } from '../../../functions/core/contracts/policy.ts';
import { MACHINE } from '../../../functions/core/domain/approval.ts';
import { makeAcknowledgeIncident } from '../../../functions/core/usecases/acknowledge-incident.ts';
import { makeMoveBrake } from '../../../functions/core/usecases/move-brake.ts';
import { makePressButton } from '../../../functions/core/usecases/press-button.ts';
import { aDraft, anApproval, aPlan } from '../../support/builders.ts';
import { deciding } from '../../support/deciding.ts';
import { aStage, commit, explained, wholeOf } from '../core/usecases/stage.ts';

const SECRET = 'a-secret-of-the-workspace';
const PEOPLE = {
  U0APPROVER: { subject: 'ann', role: 'approver' },
  U0RESPONDER: { subject: 'rob', role: 'responder' },
} as const;
const { integrations } = PolicySchema.parse({
  services: {},
  integrations: { slack: { channel: 'C0INCIDENTS', people: PEOPLE } },
});

/** The endpoint over the fakes, with an incident whose plan waits for people. */
const aCallback = async ({ on = true }: { readonly on?: boolean } = {}) => {
  const stage = aStage();
  const plan = aPlan();
  const incident = await commit(stage, await explained(stage), {
    to: 'awaiting_approval',
    plan,
    approval: anApproval({ planDigest: plan.digest, askedBy: MACHINE }),
    entries: [aDraft({ kind: 'approval.asked', reason: undefined })],
  });
  const whispers: (readonly [string, string])[] = [];
  const { clock, store } = stage;
  const callbacks = makeCallbacks({
    slack: makeSlackCallback({
      policy: async () => (on ? integrations.slack : undefined),
      signingSecret: async () => SECRET,
      press: makePressButton({
        decide: deciding(stage),
        acknowledge: makeAcknowledgeIncident({ store, clock }),
        move: makeMoveBrake({ brakes: stage.brakes, clock }),
      }),
      whisperFor: () => async (_, user, text) => void whispers.push([user, text]),
      clock,
      log: { warn: () => undefined },
    }),
  });
  const { id } = incident;
  const press = async (user: string, button: object, wrong: { secret?: string; age?: number; body?: string } = {}) => {
    const action = { action_id: 'does' in button ? button.does : 'console', value: JSON.stringify(button) };
    const payload = { type: 'block_actions', user: { id: user }, channel: { id: 'C0INCIDENTS' }, actions: [action] };
    const body = Buffer.from(new URLSearchParams({ payload: JSON.stringify(payload) }).toString());
    const timestamp = String(clock().getTime() / 1000 - (wrong.age ?? 0));
    const answer = await callbacks({
      method: 'POST',
      path: ['callbacks', 'slack'],
      query: {},
      headers: {
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': slackSignature(wrong.secret ?? SECRET, timestamp, body),
      },
      body: wrong.body === undefined ? body : Buffer.from(wrong.body),
    });
    return answer.statusCode;
  };
  const approve = { does: 'approve', incidentId: id, planDigest: plan.digest };
  return { stage, id, plan, press, approve, whispers, whole: () => wholeOf(stage, { id }) };
};

const NOTHING = { status: 'awaiting_approval' };

describe('a button pressed in Slack', () => {
  it('approves as the person whom the configuration knows, by the same rules as the API', async () => {
    const { press, approve, whispers, whole } = await aCallback();

    expect(await press('U0APPROVER', approve)).toBe(200);

    const { incident, approvals } = await whole();
    expect(incident.status).toBe('mitigating');
    expect(approvals).toMatchObject([{ status: 'approved', votes: [{ subject: 'ann', via: 'slack' }] }]);
    expect(whispers).toEqual([['U0APPROVER', 'Your approval counts: the plan is carried out.']]);
  });

  it('pressed twice counts once, and says so', async () => {
    const { press, approve, whispers, whole } = await aCallback();
    await press('U0APPROVER', approve);

    expect(await press('U0APPROVER', approve)).toBe(200);

    expect((await whole()).approvals[0]?.votes).toHaveLength(1);
    expect(whispers.at(-1)?.[1]).toBe('This was decided already: approved.');
  });

  it('denies', async () => {
    const { press, approve, whole } = await aCallback();

    await press('U0APPROVER', { ...approve, does: 'deny' });

    expect((await whole()).approvals).toMatchObject([{ status: 'denied' }]);
  });

  it('acknowledges, and stops all actions', async () => {
    const { press, id, stage, whole } = await aCallback();

    await press('U0RESPONDER', { does: 'acknowledge', incidentId: id });
    await press('U0RESPONDER', { does: 'brake', incidentId: id });

    expect((await whole()).incident).toMatchObject({ acknowledgedBy: 'rob' });
    expect(await stage.brakes.all()).toMatchObject([{ scope: 'global', engaged: true, by: 'rob' }]);
  });

  it('takes a link that was followed as nothing to answer', async () => {
    const { press } = await aCallback();

    expect(await press('U0STRANGER', { url: 'https://console.test' })).toBe(200);
  });

  it.each(['U0STRANGER', '__proto__', 'constructor'])('refuses %s, whom nobody configured', async (user) => {
    const { press, approve, whispers, whole } = await aCallback();

    expect(await press(user, approve)).toBe(200);

    expect((await whole()).incident).toMatchObject(NOTHING);
    expect(whispers).toEqual([[user, expect.stringContaining('does not know you')]]);
  });

  it('refuses a responder who approves', async () => {
    const { press, approve, whispers, whole } = await aCallback();

    await press('U0RESPONDER', approve);

    expect((await whole()).incident).toMatchObject(NOTHING);
    expect(whispers.at(-1)?.[1]).toBe('rob has the role responder; this needs approver.');
  });

  it('refuses the plan of an older message', async () => {
    const { press, approve, whispers, whole } = await aCallback();

    await press('U0APPROVER', { ...approve, planDigest: 'f'.repeat(64) });

    expect((await whole()).incident).toMatchObject(NOTHING);
    expect(whispers.at(-1)?.[1]).toContain('The plan changed');
  });

  it.each([
    ['a forged signature', { secret: 'somebody-elses-secret' }],
    ['a signature over other bytes', { body: 'payload=%7B%7D' }],
    ['a request that was recorded ten minutes ago', { age: 600 }],
    ['a request from the future', { age: -600 }],
  ])('refuses %s', async (_, wrong) => {
    const { press, approve, whispers, whole } = await aCallback();

    expect(await press('U0APPROVER', approve, wrong)).toBe(401);

    expect((await whole()).incident).toMatchObject(NOTHING);
    expect(whispers).toEqual([]);
  });

  it.each([
    ['another deed than the button shows', { does: 'approve', incidentId: 'INC-1', planDigest: 'x' }],
    ['no deed of ours', { does: 'delete' }],
  ])('refuses %s', async (_, button) => {
    const { press, whole } = await aCallback();

    expect(await press('U0APPROVER', button)).toBe(422);

    expect((await whole()).incident).toMatchObject(NOTHING);
  });

  it('is not taken while Slack is off', async () => {
    const { press, approve } = await aCallback({ on: false });

    expect(await press('U0APPROVER', approve)).toBe(404);
  });
});
