import type { Server } from 'node:http';
import * as z from 'zod';
import { serveSlack } from '../../localstack/slack/serve.ts';
import type { Mode } from '../../localstack/slack/state.ts';

const Button = z.looseObject({ action_id: z.string(), confirm: z.looseObject({}).optional() });
const Seen = z.object({
  messages: z.array(
    z.looseObject({
      ts: z.string(),
      channel: z.string(),
      thread: z.string().optional(),
      text: z.string(),
      edits: z.int(),
      broadcast: z.boolean(),
      blocks: z.array(z.looseObject({ type: z.string(), elements: z.array(z.unknown()).optional() })),
      metadata: z.object({ event_payload: z.object({ id: z.string(), seq: z.int() }) }).optional(),
    }),
  ),
  whispers: z.array(z.object({ user: z.string(), text: z.string() })),
});
export type SeenMessage = z.infer<typeof Seen>['messages'][number];

const Pressed = z.object({ outcome: z.string(), status: z.int().optional(), milliseconds: z.number().optional() });

/** A button, the one who presses it, and how the request may be wrong. */
export interface Press {
  readonly ts: string;
  readonly action: string;
  readonly user: string;
  readonly confirmed?: boolean;
  readonly forged?: boolean;
  readonly age?: number;
}

/** The stand-in for Slack, as a test makes it behave and looks into it. */
export const slackAt = (url: string) => {
  const told = async (path: string, body: unknown): Promise<unknown> =>
    (await fetch(`${url}${path}`, { method: 'POST', body: JSON.stringify(body) })).json();
  const seen = async () => Seen.parse(await (await fetch(`${url}/stand-in`)).json());
  return {
    behave: (mode: Mode) => told('/stand-in', { mode }),
    agree: (agreement: { botToken?: string; signingSecret?: string; callbackUrl?: string }) =>
      told('/stand-in', agreement),
    press: async (press: Press) => Pressed.parse(await told('/stand-in/press', press)),
    seen,
    /** The one message of an incident, with the entries that its thread tells; undefined while there is none. */
    storyOf: async (id: string) => {
      const { messages } = await seen();
      const mine = messages.filter(({ metadata }) => metadata?.event_payload.id === id);
      const roots = mine.filter(({ thread }) => thread === undefined);
      const [root] = roots;
      return root && { root, roots: roots.length, replies: mine.filter(({ thread }) => thread === root.ts) };
    },
  };
};

/** The buttons under a message, by what they do, and whether a dialog asks first. */
export const buttonsOn = ({ blocks }: SeenMessage): Readonly<Record<string, 'at once' | 'asks first'>> =>
  Object.fromEntries(
    blocks
      .flatMap(({ type, elements }) => (type === 'actions' ? (elements ?? []) : []))
      .map((one) => Button.parse(one))
      .map(({ action_id, confirm }) => [action_id, confirm === undefined ? 'at once' : 'asks first'] as const),
  );

/** A stand-in of its own. */
export const ownSlack = async (): Promise<{ readonly server: Server; readonly url: string }> => {
  const server = await serveSlack(0);
  const address = server.address();
  return { server, url: typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '' };
};
