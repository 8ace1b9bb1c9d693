import type { Bench } from './bench.ts';
import { type ColdStart, coldStartsOf } from './cold-start.ts';
import { type Comparison, compare, type Stretch } from './compare.ts';
import { type Delivery, deliver, deliverAll } from './deliver.ts';
import type { Options } from './options.ts';
import { type Planned, planTraffic, quiet } from './traffic.ts';

export interface Measured {
  readonly coldStart: { readonly webhook: ColdStart; readonly empty: ColdStart };
  readonly one: Comparison;
  readonly many: Comparison;
  /** Everything that the webhook was sent. */
  readonly deliveries: readonly Delivery[];
  readonly killed: { readonly webhook: number; readonly intake: number };
}

/** How many stretches the run with many clients is cut into; after each, the other Lambda has its turn. */
const STRETCHES = 20;
const WARM_UP = 100;

/** One after the other, each taking turns with the almost empty Lambda. */
const withOne = async ({ webhook, empty }: Bench, planned: readonly Planned[]) => {
  const ours: Delivery[] = [];
  const theirs: Delivery[] = [];
  for (const one of planned) {
    ours.push(await deliver(webhook, one));
    theirs.push(await deliver(empty, one));
  }
  const stretch = (deliveries: readonly Delivery[]): Stretch => ({
    deliveries,
    seconds: deliveries.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000,
  });
  return { ours: stretch(ours), theirs: stretch(theirs) };
};

/** In stretches of many clients at once; in the middle of each, a worker of whoever is measured and one of the intake die. */
const withMany = async (bench: Bench, planned: readonly Planned[], clients: number) => {
  const length = Math.max(clients, Math.ceil(planned.length / STRETCHES));
  const ours: Stretch[] = [];
  const theirs: Stretch[] = [];
  const killed = { webhook: 0, intake: 0 };
  for (let from = 0; from < planned.length; from += length) {
    const some = planned.slice(from, from + length);
    const filler = some.map((one) => (one.kind === 'malformed' ? (planned[0] ?? one) : one));
    // A cold start takes both processors from everybody, so that the two are alike in this too.
    const halfway = (lambda: 'webhook' | 'empty') => (answered: number) => {
      if (answered !== Math.ceil(some.length / 2)) return;
      const died = bench.strike(lambda, 1);
      if (lambda === 'webhook') killed.webhook += died;
      killed.intake += bench.strike('intake', 1);
    };
    const mine = async () => ours.push(await deliverAll(bench.webhook, some, clients, halfway('webhook')));
    const other = async () => theirs.push(await deliverAll(bench.empty, filler, clients, halfway('empty')));
    // Neither of the two always comes after the other.
    for (const turn of ours.length % 2 === 0 ? [mine, other] : [other, mine]) await turn();
    bench.tell(`${Math.min(from + length, planned.length)} of ${planned.length} sent`);
  }
  return { ours, theirs, killed };
};

/** Cold starts, then warm with one client, then with many while workers die. */
export const runBench = async (
  bench: Bench,
  { count, clients, withOne: single, seed }: Options,
  run: string,
): Promise<Measured> => {
  const startsAt = new Date().toISOString();
  let number = 0;
  const nextQuiet = (many: number) => Array.from({ length: many }, () => quiet(run, startsAt, number++));

  const cold = await coldStartsOf(bench, () => quiet(run, startsAt, number++));
  bench.tell('warming up');
  const warm = await withOne(bench, nextQuiet(WARM_UP));
  bench.tell(`${single} notifications, one after the other`);
  const alone = await withOne(bench, nextQuiet(single));
  bench.tell(`warming up with ${clients} clients`);
  const warmed = await deliverAll(bench.webhook, nextQuiet(WARM_UP), clients);
  await deliverAll(bench.empty, nextQuiet(WARM_UP), clients);
  const planned = planTraffic({ count, duplicates: 0.1, malformed: 0.05, run, startsAt, seed });
  const crowd = await withMany(bench, planned, clients);
  return {
    coldStart: { webhook: cold.webhook, empty: cold.empty },
    one: compare(1, [alone.ours], [alone.theirs]),
    many: compare(clients, crowd.ours, crowd.theirs),
    deliveries: [cold, warm.ours, alone.ours, warmed, ...crowd.ours].flatMap(({ deliveries }) => deliveries),
    killed: crowd.killed,
  };
};
