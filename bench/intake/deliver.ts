import { setTimeout as rest } from 'node:timers/promises';
import * as z from 'zod';
import type { Planned } from './traffic.ts';

/** Where notifications go. */
export interface Target {
  readonly apiUrl: string;
  readonly secrets: Readonly<Record<string, string>>;
}

/** What became of sending one notification. */
export interface Delivery {
  readonly planned: Planned;
  /** The last answer's; undefined when there was none to the end. */
  readonly status: number | undefined;
  readonly receiptId: string | undefined;
  /** Of the attempt that was answered. */
  readonly milliseconds: number;
  /** Attempts that got a 5xx, or no answer at all. */
  readonly failed: number;
}

/** As Alertmanager does it: 5xx and broken connections are sent again, later and later; everything else is final. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;
const GIVE_UP_MS = 120_000;
const ATTEMPT_MS = 30_000;

const Answer = z.object({ receiptId: z.string() });

const receiptIn = (text: string): string | undefined => {
  try {
    return Answer.safeParse(JSON.parse(text)).data?.receiptId;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

const post = async ({ apiUrl, secrets }: Target, { source, body }: Planned) => {
  const begin = performance.now();
  try {
    const response = await fetch(`${apiUrl}/alerts/${source}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secrets[source]}`, 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(ATTEMPT_MS),
    });
    const text = await response.text();
    return { status: response.status, receiptId: receiptIn(text), milliseconds: performance.now() - begin };
  } catch {
    // No answer is what the caller acts on; why there was none changes nothing.
    return { status: undefined, receiptId: undefined, milliseconds: performance.now() - begin };
  }
};

/** Sends one notification until it is answered for good. */
export const deliver = async (target: Target, planned: Planned): Promise<Delivery> => {
  const until = performance.now() + GIVE_UP_MS;
  let pause = FIRST_PAUSE_MS;
  for (let failed = 0; ; failed += 1) {
    const { status, receiptId, milliseconds } = await post(target, planned);
    const answered = status !== undefined && status < 500;
    if (answered || performance.now() > until) return { planned, status, receiptId, milliseconds, failed };
    await rest(pause);
    pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS);
  }
};

/** Sends these from so many clients at once; each takes the next one as soon as it has an answer. */
export const deliverAll = async (
  target: Target,
  all: readonly Planned[],
  clients: number,
  onAnswer: (answered: number) => void = () => undefined,
): Promise<{ readonly deliveries: readonly Delivery[]; readonly seconds: number }> => {
  const deliveries: Delivery[] = [];
  const waiting = all.values();
  const client = async () => {
    for (const planned of waiting) onAnswer(deliveries.push(await deliver(target, planned)));
  };
  const begin = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  return { deliveries, seconds: (performance.now() - begin) / 1000 };
};
