import { Gauge, type Registry } from 'prom-client';
import * as z from 'zod/mini';
import { bodyOf } from './answers.ts';
import type { Route } from './routes.ts';

/** So many messages are told apart at once: a label of its own for each is dear. */
const MOST = 20;
/** What has not been refused again for so long is out of the way. */
const FORGOTTEN_MILLIS = 8_000;

const Refusal = z.object({ messageId: z.string().check(z.minLength(1), z.maxLength(100)) });

interface Refused {
  readonly times: number;
  readonly lastAt: number;
}

/** Which messages the shipping cannot take, as it reports them, for as long as it goes on to refuse them. */
export const makeRefusals = (registry: Registry, now: () => number = () => performance.now()) => {
  const refused = new Map<string, Refused>();

  const forget = (): void => {
    for (const [id, { lastAt }] of refused) if (now() - lastAt > FORGOTTEN_MILLIS) refused.delete(id);
  };
  const count = (id: string): void => {
    forget();
    if (!refused.has(id) && refused.size >= MOST) return;
    refused.set(id, { times: (refused.get(id)?.times ?? 0) + 1, lastAt: now() });
  };

  new Gauge({
    name: 'orders_manifest_refusals',
    help: 'How often the shipping has refused a manifest that it goes on to refuse, by message.',
    labelNames: ['message'],
    registers: [registry],
    collect() {
      forget();
      this.reset();
      for (const [message, { times }] of refused) this.set({ message }, times);
    },
  });

  new Gauge({
    name: 'orders_manifests_refused',
    help: 'Manifests that the shipping goes on to refuse.',
    registers: [registry],
    collect() {
      forget();
      this.set(refused.size);
    },
  });

  const route: Route = {
    method: 'POST',
    path: '/refusals',
    operational: true,
    handle: (asked) => {
      count(bodyOf(Refusal, asked).messageId);
      return { status: 200, body: {} };
    },
  };
  /** Whether anything is refused at the moment. */
  const any = (): boolean => {
    forget();
    return refused.size > 0;
  };
  /** For whoever knows that nothing of it waits any more. */
  const clear = (): void => refused.clear();
  return { route, any, clear };
};
