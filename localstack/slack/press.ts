import { createHmac } from 'node:crypto';
import * as z from 'zod/mini';
import { send } from '../send.ts';
import { Block, type Button } from './blocks.ts';
import type { State } from './state.ts';

const Press = z.object({
  ts: z.string(),
  action: z.string(),
  user: z.string(),
  /** Said yes in the dialog, where the button has one. */
  confirmed: z.optional(z.union([z.boolean(), z.stringbool()])),
  /** Signs with another secret than Slack would. */
  forged: z.optional(z.boolean()),
  /** Seconds that the request is older than it arrives. */
  age: z._default(z.number(), 0),
});

/** What came of it: the status that the callback answered, and after how long; or that the dialog must be answered first. */
export type Pressed =
  | { readonly outcome: 'told'; readonly status: number; readonly milliseconds: number; readonly answer: string }
  | { readonly outcome: 'asked'; readonly confirm: Button['confirm'] }
  | { readonly outcome: 'no_button'; readonly why: string }
  /** Whoever was to be told did not answer. */
  | { readonly outcome: 'untold'; readonly why: string };

const buttonsOf = (blocks: readonly unknown[]): readonly Button[] =>
  blocks.flatMap((one) => {
    const block = Block.safeParse(one).data;
    return block?.type === 'actions' ? block.elements : [];
  });

/** A member presses a button of a message: the signed request that Slack makes of it. */
export const press = async (state: State, body: unknown): Promise<Pressed> => {
  const parsed = Press.safeParse(body);
  if (!parsed.success) return { outcome: 'no_button', why: z.prettifyError(parsed.error) };
  const { ts, action, user, confirmed, forged, age } = parsed.data;
  const message = state.messages.find((one) => one.ts === ts);
  const button = buttonsOf(message?.blocks ?? []).find(({ action_id }) => action_id === action);
  const { callbackUrl, signingSecret } = state;
  if (message === undefined || button === undefined) return { outcome: 'no_button', why: `no ${action} on ${ts}` };
  if (callbackUrl === undefined || signingSecret === undefined)
    return { outcome: 'no_button', why: 'no callback is set' };
  if (button.confirm !== undefined && confirmed !== true) return { outcome: 'asked', confirm: button.confirm };
  const payload = JSON.stringify({
    type: 'block_actions',
    team: { id: 'T0STANDIN', domain: 'stand-in' },
    user: { id: user, username: user.toLowerCase(), team_id: 'T0STANDIN' },
    api_app_id: 'A0SELFRIGHT',
    container: { type: 'message', message_ts: ts, channel_id: message.channel, is_ephemeral: false },
    channel: { id: message.channel, name: 'incidents' },
    message: { type: 'message', ts, text: message.text, blocks: message.blocks },
    actions: [{ type: 'button', action_id: action, block_id: 'b1', value: button.value, action_ts: ts }],
  });
  const form = new URLSearchParams({ payload }).toString();
  const timestamp = String(Math.floor(Date.now() / 1000) - age);
  const secret = forged === true ? 'somebody-elses-secret' : signingSecret;
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${form}`).digest('hex');
  const started = performance.now();
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${signature}`,
  };
  try {
    const { status, text } = await send(callbackUrl, headers, form);
    return { outcome: 'told', status, milliseconds: Math.round(performance.now() - started), answer: text };
  } catch (error) {
    return { outcome: 'untold', why: String(error) };
  }
};
