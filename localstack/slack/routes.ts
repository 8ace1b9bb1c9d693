import * as z from 'zod/mini';
import { Blocks } from './blocks.ts';
import { type Message, MODES, nextTs, type State } from './state.ts';

/** What a call is answered with: Slack says 200 also to what it refuses. */
export type Answer = { readonly ok: boolean } & Readonly<Record<string, unknown>>;

const refused = (error: string, detail?: string): Answer => ({ ok: false, error, ...(detail && { detail }) });

const Metadata = z.object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) });
const said = { text: z.string().check(z.minLength(1), z.maxLength(40_000)), metadata: z.optional(Metadata) };
const Post = z.object({
  ...{ channel: z.string(), thread_ts: z.optional(z.string()), reply_broadcast: z.optional(z.boolean()) },
  ...{ ...said, blocks: z._default(z.array(z.unknown()), []) },
});
const Update = z.object({ channel: z.string(), ts: z.string(), ...said, blocks: z._default(z.array(z.unknown()), []) });
const Whisper = z.object({ channel: z.string(), user: z.string(), text: z.string().check(z.minLength(1)) });
const Look = z.object({
  ...{ channel: z.string(), ts: z.optional(z.string()), oldest: z._default(z.string(), '0') },
  ...{
    limit: z._default(z.int(), 100),
    cursor: z._default(z.string(), ''),
    include_all_metadata: z.optional(z.boolean()),
  },
});
const Control = z.object({
  mode: z.optional(z.enum(MODES)),
  ...{ botToken: z.optional(z.string()), signingSecret: z.optional(z.string()), callbackUrl: z.optional(z.string()) },
});

const shown = ({ ts, text, blocks, metadata, thread, edits }: Message) => ({
  ...{ type: 'message', ts, text, blocks, metadata },
  ...(thread !== undefined && { thread_ts: thread }),
  ...(edits > 0 && { edited: { ts } }),
});

const post = (state: State, body: unknown): Answer => {
  const parsed = Post.safeParse(body);
  if (!parsed.success) return refused('invalid_arguments', z.prettifyError(parsed.error));
  const { channel, text, metadata, thread_ts: thread, reply_broadcast: broadcast = false } = parsed.data;
  const blocks = Blocks.safeParse(parsed.data.blocks);
  if (!blocks.success) return refused('invalid_blocks', z.prettifyError(blocks.error));
  if (thread !== undefined && !state.messages.some(({ ts }) => ts === thread)) return refused('thread_not_found');
  const ts = nextTs(state);
  const message = { ts, channel, thread, text, blocks: blocks.data, metadata, broadcast, edits: 0 };
  state.messages.push(message);
  return { ok: true, channel, ts, message: shown(message) };
};

const update = (state: State, body: unknown): Answer => {
  const parsed = Update.safeParse(body);
  if (!parsed.success) return refused('invalid_arguments', z.prettifyError(parsed.error));
  const { channel, ts, text, metadata } = parsed.data;
  const blocks = Blocks.safeParse(parsed.data.blocks);
  if (!blocks.success) return refused('invalid_blocks', z.prettifyError(blocks.error));
  const message = state.messages.find((one) => one.ts === ts && one.channel === channel);
  if (message === undefined) return refused('message_not_found');
  Object.assign(message, {
    text,
    blocks: blocks.data,
    metadata: metadata ?? message.metadata,
    edits: message.edits + 1,
  });
  return { ok: true, channel, ts, text };
};

const look = ({ messages }: State, body: unknown, replies: boolean): Answer => {
  const parsed = Look.safeParse(body);
  if (!parsed.success) return refused('invalid_arguments', z.prettifyError(parsed.error));
  const { channel, ts, oldest, limit, cursor, include_all_metadata: all } = parsed.data;
  const found = messages.filter(
    (one) =>
      one.channel === channel &&
      Number(one.ts) >= Number(oldest) &&
      (replies ? one.ts === ts || one.thread === ts : one.thread === undefined || one.broadcast),
  );
  const ordered = (replies ? found : found.toReversed()).map((one) => {
    const { metadata, ...rest } = shown(one);
    return all === true ? { ...rest, metadata } : rest;
  });
  const from = Number(cursor || 0);
  const next = from + limit < ordered.length ? String(from + limit) : '';
  return {
    ...{ ok: true, messages: ordered.slice(from, from + limit), has_more: next !== '' },
    response_metadata: { next_cursor: next },
  };
};

const whisper = (state: State, body: unknown): Answer => {
  const parsed = Whisper.safeParse(body);
  if (!parsed.success) return refused('invalid_arguments', z.prettifyError(parsed.error));
  state.whispers.push(parsed.data);
  return { ok: true, message_ts: nextTs(state) };
};

/** The methods of the Web API that are called. */
export const METHODS: Readonly<Record<string, (state: State, body: unknown) => Answer>> = {
  'auth.test': () => ({ ok: true, team: 'stand-in', user: 'selfright' }),
  'chat.postMessage': post,
  'chat.update': update,
  'chat.postEphemeral': whisper,
  'conversations.history': (state, body) => look(state, body, false),
  'conversations.replies': (state, body) => look(state, body, true),
};

/** How it is to behave from now on. */
export const control = (state: State, body: unknown): Answer => {
  const parsed = Control.safeParse(body);
  if (!parsed.success) return refused('invalid_arguments', z.prettifyError(parsed.error));
  for (const [name, value] of Object.entries(parsed.data))
    if (value !== undefined) Object.assign(state, { [name]: value });
  return { ok: true, mode: state.mode };
};

/** Everything that it knows, but no secret. */
export const dump = ({ messages, whispers, mode }: State): Answer => ({ ok: true, mode, messages, whispers });
