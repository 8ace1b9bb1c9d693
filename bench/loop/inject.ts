import { setTimeout as rest } from 'node:timers/promises';
import type { Client } from '../../cli/client.ts';
import { patiently } from '../../cli/patiently.ts';
import type { IncidentView } from '../../functions/core/contracts/api.ts';
import { healWholly } from '../../localstack/as-new/heal-wholly.ts';
import type { Shop } from '../../localstack/as-new/shop-state.ts';
import { untilBaseline, type Watched } from '../../localstack/start/baseline.ts';
import { injectFault } from '../../localstack/storefront-control.ts';
import type { Say } from '../../localstack/tools/say.ts';
import type { Case } from './cases.ts';
import { firedBetween, firingNow } from './fired.ts';
import type { Seen } from './judge.ts';

/**
 * How long is watched, by how patient the monitoring is, in milliseconds. Of what fires more shortly than `told`, Alertmanager may never
 * tell anybody: it resolves before its group is flushed.
 */
const PATIENCE = {
  quick: { opens: 60_000, ends: 120_000, silent: 30_000, told: 10_000 },
  reference: { opens: 300_000, ends: 900_000, silent: 240_000, told: 120_000 },
} as const;

const LOOK_EVERY_MS = 300;

const isOver = ({ status, toldAt }: IncidentView): boolean =>
  status === 'closed' || (status === 'escalated' && toldAt !== undefined);

/** How often the record is asked for before a bench gives up: a machine that is busy with the fault itself answers late. */
const TRIES = 20;

/** The newest incidents that began after a moment, and are not about ourselves; oldest first. */
const openedSince = async (client: Client, since: string): Promise<readonly IncidentView[]> => {
  const { incidents } = await patiently(() => client.incidents({ limit: '50' }), TRIES);
  const ours = incidents.filter(({ openedAt, service }) => openedAt >= since && !service?.startsWith('selfright-'));
  return (await Promise.all(ours.map(({ id }) => patiently(() => client.incident(id), TRIES)))).toReversed();
};

/** How much further back an incident may have opened that an alert joined. */
const EARLIER_MS = 600_000;

const alertsKnown = async (client: Client, since: string): Promise<readonly string[]> => {
  const incidents = await openedSince(client, new Date(Date.parse(since) - EARLIER_MS).toISOString());
  return incidents.flatMap(({ alerts }) => alerts.map(({ name, service }) => `${name} ${service}`));
};

/** Asks until the answer is there or the time is over; answers the last one. */
const lookUntil = async <T>(milliseconds: number, look: () => Promise<T>, enough: (seen: T) => boolean): Promise<T> => {
  const until = Date.now() + milliseconds;
  for (;;) {
    const seen = await look();
    if (enough(seen) || Date.now() > until) return seen;
    await rest(LOOK_EVERY_MS);
  }
};

/** Hurts the storefront once, from calm to calm, and answers what was seen. */
export const injectOnce = async (
  watched: Watched & Shop,
  { name, faults, goesOn = 0 }: Case,
  say: Say,
): Promise<Seen> => {
  const { client, prometheusUrl, storefrontUrl, profile } = watched;
  const patience = PATIENCE[profile];
  await untilBaseline(watched, say);
  const { injectedAt } = await injectFault(storefrontUrl, name);
  const least = Math.max(1, faults.length);
  const look = () => openedSince(client, injectedAt);
  const opened = await lookUntil(patience.opens, look, (seen) => seen.length >= least);
  await rest(goesOn * 1000);
  const ended = await lookUntil(opened.length === 0 ? 0 : patience.ends, look, (seen) => seen.every(isOver));
  // Whoever says that it is over is held to it before anybody else heals.
  const isSaidToBeOver = ended.some(({ status }) => status === 'closed');
  const firesOn = isSaidToBeOver
    ? await lookUntil(
        patience.silent,
        () => firingNow(prometheusUrl),
        (firing) => firing.length === 0,
      )
    : [];
  const incidents = await look();
  const firings = await firedBetween(prometheusUrl, new Date(injectedAt), new Date());
  const fired = firings.filter(({ longest }) => longest * 1000 >= patience.told);
  const known = await alertsKnown(client, injectedAt);
  const { left } = await healWholly(watched);
  return { injectedAt, incidents, fired, firings, known, firesOn, left };
};
