import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import { type Client, makeClient } from '../../cli/client.ts';
import { patiently } from '../../cli/patiently.ts';
import { readStack } from '../../cli/stack.ts';
import { LocalProblem } from '../problem.ts';
import { answers } from '../processes.ts';
import type { Profile } from '../profile.ts';
import type { Say } from '../tools/say.ts';

/** Where the health of the shop is looked up. */
export interface Watched {
  readonly client: Client;
  readonly prometheusUrl: string;
  readonly storefrontUrl: string;
  readonly profile: Profile;
}

const Answer = z.object({
  data: z.object({ result: z.array(z.object({ value: z.tuple([z.number(), z.coerce.number()]) })) }),
});

const ask = async (prometheusUrl: string, query: string): Promise<number | undefined> => {
  const response = await fetch(`${prometheusUrl}/api/v1/query?${new URLSearchParams({ query })}`);
  const [first] = Answer.parse(await response.json()).data.result;
  return first?.value[1];
};

/** An incident that came with the start of everything, on a slow machine, has to be over before another can be told. */
const isAtWork = ({ status, toldAt }: { status: string; toldAt?: string | undefined }): boolean =>
  status !== 'closed' && toldAt === undefined;

/** One window of the rules, and how many samples fit into it. */
const WINDOWS = { quick: { window: '5s', samples: 5 }, reference: { window: '1m', samples: 6 } } as const;

const PATIENCE_MS = { quick: 180_000, reference: 360_000 } as const;

/**
 * Waits until one whole window of every rule has seen the shop well: payments answer at each sample, nothing was
 * answered with a server error, nothing of the shop fires or is about to, and no incident is open.
 */
export const untilBaseline = async (watched: Watched, say: Say): Promise<void> => {
  const { client, prometheusUrl, storefrontUrl, profile } = watched;
  const { window, samples } = WINDOWS[profile];
  const paid = `max(count_over_time(dependency_requests_total{dependency="payments",outcome="ok"}[${window}]))`;
  const errors = `sum(increase(http_server_requests_total{status=~"5.."}[${window}])) or vector(0)`;
  const alerts = 'count(ALERTS{severity!="none",selfright_self=""}) or vector(0)';
  const missing = async (): Promise<string | undefined> => {
    if (!(await answers(`${storefrontUrl}/checkout/probe`))) return 'payments do not answer yet';
    if (((await ask(prometheusUrl, paid)) ?? 0) < samples) return `fewer than ${samples} samples with payments`;
    if (((await ask(prometheusUrl, errors)) ?? 0) > 0) return 'server errors within the last window';
    if (((await ask(prometheusUrl, alerts)) ?? 0) > 0) return 'an alert is firing or pending';
    if ((await patiently(() => client.incidents({}))).incidents.some(isAtWork)) return 'an incident is being worked on';
    return undefined;
  };
  const until = Date.now() + PATIENCE_MS[profile];
  for (let said: string | undefined; ; ) {
    const lacks = await missing();
    if (lacks === undefined) return;
    if (Date.now() > until) {
      throw new LocalProblem(`the storefront does not come to a fault-free baseline: ${lacks}`, {
        remedy: 'read the logs of its processes in the folder logs of the home',
      });
    }
    if (lacks !== said) say(lacks);
    said = lacks;
    await delay(250);
  }
};

/** The same for the stack of a home that has just come up. */
export const untilBaselineOf = (home: string, outputs: Omit<Watched, 'client'>, say: Say): Promise<void> =>
  untilBaseline({ ...outputs, client: makeClient(readStack({ ...process.env, SELFRIGHT_HOME: home })) }, say);

/** Diagnoses look back no further than this on what failed between services. Seconds. */
const LOOKED_BACK = 30;

/** Waits until no call between services has failed for so long that no diagnosis looks back on one. */
export const untilForgotten = async ({
  prometheusUrl,
  profile,
}: Pick<Watched, 'prometheusUrl' | 'profile'>): Promise<void> => {
  const failed = `sum(increase(dependency_requests_total{outcome!="ok"}[${LOOKED_BACK}s])) or vector(0)`;
  const until = Date.now() + PATIENCE_MS[profile] + LOOKED_BACK * 1000;
  while (((await ask(prometheusUrl, failed)) ?? 0) > 0) {
    if (Date.now() > until) {
      throw new LocalProblem('calls between services of the storefront go on to fail', {
        remedy: 'read the logs of its processes in the folder logs of the home',
      });
    }
    await delay(500);
  }
};
