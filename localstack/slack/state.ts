/** A message, in a channel or in a thread of one. */
export interface Message {
  readonly ts: string;
  readonly channel: string;
  /** The message whose thread it is in. */
  readonly thread?: string | undefined;
  text: string;
  blocks: readonly unknown[];
  metadata: unknown;
  /** Shown in the channel as well as in its thread. */
  readonly broadcast: boolean;
  /** How often it was edited. */
  edits: number;
}

/** What only one member sees. */
export interface Whispered {
  readonly channel: string;
  readonly user: string;
  readonly text: string;
}

/** How the stand-in behaves; `slow` takes seconds, `lose-answers` does what it is asked and hangs up before it answers. */
export const MODES = ['well', 'slow', 'down', 'rate-limited', 'broken', 'lose-answers'] as const;
export type Mode = (typeof MODES)[number];

export const makeState = () => ({
  messages: [] as Message[],
  whispers: [] as Whispered[],
  mode: 'well' as Mode,
  /** What calls must carry; undefined takes any. */
  botToken: undefined as string | undefined,
  /** Where pressed buttons are told, and what that is signed with. */
  callbackUrl: undefined as string | undefined,
  signingSecret: undefined as string | undefined,
});
export type State = ReturnType<typeof makeState>;

/** Seconds and micros, one after the other: it is also what tells messages of a channel apart. */
export const nextTs = ({ messages }: State): string => {
  const newest = messages.at(-1)?.ts ?? '0';
  const now = `${Math.floor(Date.now() / 1000)}.000001`;
  if (now > newest) return now;
  const [seconds = '0', micros = '0'] = newest.split('.');
  return `${seconds}.${String(Number(micros) + 1).padStart(6, '0')}`;
};
