import * as z from 'zod';
import type { Card } from '../../core/domain/card.ts';
import type { Incident, IncidentId } from '../../core/domain/incident.ts';
import { channelFor, type SlackPolicy } from '../../core/domain/integrations.ts';
import type { Storm } from '../../core/domain/storm.ts';
import type { Chat } from '../../core/ports/chat.ts';
import { blocksOf, repliedBlocks } from './blocks.ts';
import { digestBlocks, digestText } from './digest-blocks.ts';
import { escaped, inert } from './text.ts';
import type { SlackCall } from './transport.ts';

/** What is said where no blocks are shown, such as in a notification; here Slack reads markup. */
const fallback = (text: string): string => escaped(inert(text, 600));

const EVENT = 'selfright_entry';
/** Instead of an entry's number: what is no entry. */
const CARD = 0;
const DIGEST = -1;
/** A page of a history; an incident whose answer was lost lies among the newest. */
const PAGE = 100;
const MOST_PAGES = 5;

const Posted = z.object({ ts: z.string().min(1), channel: z.string().min(1) });
const Nothing = z.unknown();
const History = z.object({
  messages: z.array(
    z.looseObject({
      ts: z.string(),
      metadata: z
        .object({ event_type: z.string(), event_payload: z.looseObject({ id: z.string(), seq: z.int() }).optional() })
        .optional()
        .catch(undefined),
    }),
  ),
  response_metadata: z.object({ next_cursor: z.string().default('') }).optional(),
});

const metadata = (id: IncidentId, seq: number) => ({ event_type: EVENT, event_payload: { id, seq } });

/** Seconds since 1970 with micros, as Slack names moments; a clock of ours may be off by a minute. */
const since = (at: string): string => `${Date.parse(at) / 1000 - 60}`;

export interface SlackChatOptions {
  readonly call: SlackCall;
  readonly policy: Pick<SlackPolicy, 'channel' | 'routes'>;
  readonly consoleUrl: string;
}

/** Incidents as messages of Slack, each told from the others by its metadata. */
export const slackChat = ({ call, policy, consoleUrl }: SlackChatOptions): Chat => {
  const message = (card: Card) => ({
    text: fallback(`${card.whole.incident.title}: ${card.headline}`),
    blocks: blocksOf(card, consoleUrl),
    unfurl_links: false,
    unfurl_media: false,
  });

  const digestMessage = (storm: Storm) => ({
    text: fallback(digestText(storm)),
    blocks: digestBlocks(storm, consoleUrl),
    metadata: metadata(storm.leader, DIGEST),
    unfurl_links: false,
  });

  const seen = async (
    method: string,
    where: Readonly<Record<string, unknown>>,
    is: (id: string, seq: number) => boolean,
  ) => {
    let cursor = '';
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const asked = { ...where, limit: PAGE, include_all_metadata: true, ...(cursor !== '' && { cursor }) };
      const { messages, response_metadata } = await call(method, asked, History);
      const found = messages.find(
        ({ metadata: one }) =>
          one?.event_type === EVENT &&
          one.event_payload !== undefined &&
          is(one.event_payload.id, one.event_payload.seq),
      );
      cursor = response_metadata?.next_cursor ?? '';
      if (found !== undefined || cursor === '') return found;
    }
    return undefined;
  };

  const where = (incident: Incident): string => channelFor(policy.routes, incident, policy.channel);

  return {
    find: async (incident, digest) => {
      const is = (id: string, seq: number) => id === incident.id && seq === CARD;
      if (digest !== undefined) {
        const { channel, message: ts } = digest;
        const found = await seen('conversations.replies', { channel, ts }, is);
        return found && { channel, message: found.ts, thread: ts };
      }
      const channel = where(incident);
      const found = await seen('conversations.history', { channel, oldest: since(incident.openedAt) }, is);
      return found && { channel, message: found.ts };
    },
    post: async (card, digest) => {
      const { incident } = card.whole;
      const thread = digest?.message;
      const channel = digest?.channel ?? where(incident);
      const posted = { channel, ...message(card), metadata: metadata(incident.id, CARD) };
      const answer = await call('chat.postMessage', { ...posted, ...(thread && { thread_ts: thread }) }, Posted);
      return { channel: answer.channel, message: answer.ts, thread };
    },
    edit: async ({ channel, message: ts }, card) => {
      const edited = { channel, ts, ...message(card), metadata: metadata(card.whole.incident.id, CARD) };
      await call('chat.update', edited, Nothing);
    },
    findDigest: async (leader) => {
      const asked = { channel: where(leader), oldest: since(leader.openedAt) };
      const found = await seen('conversations.history', asked, (id, seq) => id === leader.id && seq === DIGEST);
      return found && { channel: asked.channel, message: found.ts };
    },
    postDigest: async (storm) => {
      const posted = { channel: where(storm.incidents[0]), ...digestMessage(storm) };
      const { ts, channel } = await call('chat.postMessage', posted, Posted);
      return { channel, message: ts };
    },
    editDigest: async ({ channel, message: ts }, storm) => {
      await call('chat.update', { channel, ts, ...digestMessage(storm) }, Nothing);
    },
    hasReply: async ({ channel, message, thread: ts = message }, told) =>
      (await seen('conversations.replies', { channel, ts }, (id, seq) => id === told.id && seq === told.seq)) !==
      undefined,
    reply: async ({ channel, message, thread: thread_ts = message }, { id, seq, telling, loud }) => {
      const said = { text: fallback(telling.headline), blocks: repliedBlocks(telling), metadata: metadata(id, seq) };
      await call('chat.postMessage', { channel, thread_ts, ...said, ...(loud && { reply_broadcast: true }) }, Nothing);
    },
  };
};
