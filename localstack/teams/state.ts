import * as z from 'zod/mini';
import { jsonIn } from '../../functions/core/contracts/read-json.ts';
import { CardMessage, LONGEST_MESSAGE } from './card.ts';

/** A card as a channel shows it. */
export interface Shown {
  readonly channel: string;
  readonly at: string;
  /** One for each block. */
  readonly lines: readonly string[];
  readonly links: readonly { readonly title: string; readonly url: string }[];
}

/** How the stand-in behaves; `slow` takes seconds, `lose-answers` does what it is asked and hangs up before it answers. */
export const MODES = ['well', 'slow', 'down', 'rate-limited', 'broken', 'lose-answers'] as const;

export const makeState = () => ({
  cards: [] as Shown[],
  mode: 'well' as (typeof MODES)[number],
  /** What an address must end in to open a channel; undefined opens none. */
  signature: undefined as string | undefined,
});
export type State = ReturnType<typeof makeState>;

const Control = z.object({ mode: z.optional(z.enum(MODES)), signature: z.optional(z.string()) });

/** How it is to behave from now on; answers the status. */
export const control = (state: State, body: unknown): number => {
  const parsed = Control.safeParse(body);
  if (!parsed.success) return 400;
  state.mode = parsed.data.mode ?? state.mode;
  state.signature = parsed.data.signature ?? state.signature;
  return 200;
};

/** Takes a message for a channel; answers the status, and what is wrong with it. */
export const take = (state: State, channel: string, text: string): readonly [status: number, why?: string] => {
  if (Buffer.byteLength(text) > LONGEST_MESSAGE) return [413, 'longer than a message may be'];
  const parsed = CardMessage.safeParse(jsonIn(text));
  if (!parsed.success) return [400, z.prettifyError(parsed.error)];
  for (const { content } of parsed.data.attachments) {
    state.cards.push({
      channel,
      at: new Date().toISOString(),
      lines: content.body.map(({ inlines }) => inlines.map((run) => run.text).join('')),
      links: content.actions.map(({ title, url }) => ({ title, url })),
    });
  }
  return [202];
};
