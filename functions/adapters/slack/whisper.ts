import * as z from 'zod';
import { escaped, inert } from './text.ts';
import type { SlackCall } from './transport.ts';

/** Says something to one member of a channel that nobody else sees. */
export type Whisper = (channel: string, user: string, text: string) => Promise<void>;

export const slackWhisper =
  (call: SlackCall): Whisper =>
  async (channel, user, text) => {
    await call('chat.postEphemeral', { channel, user, text: escaped(inert(text, 600)) }, z.unknown());
  };
