import * as z from 'zod';
import type { Card } from '../../core/domain/card.ts';
import type { IncidentId } from '../../core/domain/incident.ts';
import { channelFor, type SlackPolicy } from '../../core/domain/integrations.ts';
import type { Chat } from '../../core/ports/chat.ts';
import { blocksOf, repliedBlocks } from './blocks.ts';
import { escaped, inert } from './text.ts';
import type { SlackCall } from './transport.ts';

/** What is said where no blocks are shown, such as in a notification; here Slack reads markup. */
const fallback = (text: string): string => escaped(inert(text, 600));

const EVENT = 'selfright_entry';
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

  return {
    find: async (incident) => {
      const channel = channelFor(policy.routes, incident, policy.channel);
      const where = { channel, oldest: since(incident.openedAt) };
      const found = await seen('conversations.history', where, (id, seq) => id === incident.id && seq === 0);
      return found && { channel, message: found.ts };
    },
    post: async (card) => {
      const { incident } = card.whole;
      const channel = channelFor(policy.routes, incident, policy.channel);
      const posted = { channel, ...message(card), metadata: metadata(incident.id, 0) };
      const { ts, channel: where } = await call('chat.postMessage', posted, Posted);
      return { channel: where, message: ts };
    },
    edit: async ({ channel, message: ts }, card) => {
      const edited = { channel, ts, ...message(card), metadata: metadata(card.whole.incident.id, 0) };
      await call('chat.update', edited, Nothing);
    },
    hasReply: async ({ channel, message: ts }, seq) =>
      (await seen('conversations.replies', { channel, ts }, (_, one) => one === seq)) !== undefined,
    reply: async ({ channel, message: thread_ts }, { id, seq, telling, loud }) => {
      const said = { text: fallback(telling.headline), blocks: repliedBlocks(telling), metadata: metadata(id, seq) };
      await call('chat.postMessage', { channel, thread_ts, ...said, ...(loud && { reply_broadcast: true }) }, Nothing);
    },
  };
};
