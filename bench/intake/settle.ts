import { setTimeout as rest } from 'node:timers/promises';
import * as z from 'zod';

/** What became of a receipt; `missing` means that nobody knows it. */
export type Settled = Readonly<Record<string, string>>;

const AT_ONCE = 8;
const PAUSE_MS = 2_000;

const Receipt = z.object({ state: z.string() });

/** Looks a receipt up as anybody would: through the API. An API that is busy is asked again. */
export const receiptReader =
  (apiUrl: string, token: string) =>
  async (id: string): Promise<string> => {
    try {
      const response = await fetch(`${apiUrl}/receipts/${id}`, {
        headers: { authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(30_000),
      });
      const text = await response.text();
      if (response.status === 404) return 'missing';
      return response.ok ? Receipt.parse(JSON.parse(text)).state : 'queued';
    } catch (error) {
      if (error instanceof z.ZodError) throw error;
      return 'queued';
    }
  };

/** Waits until every receipt is terminal, or the time is over; what is not terminal then is in the answer as it is. */
export const untilSettled = async (
  ids: readonly string[],
  read: (id: string) => Promise<string>,
  deadlineMs: number,
  tell: (open: number) => void = () => undefined,
): Promise<Settled> => {
  const until = performance.now() + deadlineMs;
  const states = new Map<string, string>();
  let open = ids;
  for (;;) {
    for (let from = 0; from < open.length; from += AT_ONCE) {
      const some = open.slice(from, from + AT_ONCE);
      const found = await Promise.all(some.map(read));
      for (const [i, id] of some.entries()) states.set(id, found[i] ?? 'missing');
      // They settle about in their order: where nothing has settled, what follows has not either.
      if (found.every((state) => state === 'queued') && performance.now() < until) break;
    }
    open = ids.filter((id) => (states.get(id) ?? 'queued') === 'queued');
    if (open.length === 0 || performance.now() >= until) break;
    tell(open.length);
    await rest(PAUSE_MS);
  }
  return Object.fromEntries(ids.map((id) => [id, states.get(id) ?? 'queued']));
};
