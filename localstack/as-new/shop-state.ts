import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import * as z from 'zod';
import type { Outputs } from '../outputs.ts';
import { measuredBy } from './measured.ts';
import { releasedAt } from './released.ts';
import type { ShopState } from './state.ts';

const Kept = z.record(z.string(), z.string());
/** Where a home keeps what its shop was like when it was new. */
const fileIn = (home: string): string => join(home, 'as-new.json');

/** As much of the outputs as is needed to look at the shop. */
export type Shop = Pick<Outputs, 'home' | 'endpointUrl' | 'databaseAdminUrl' | 'storefrontUrl'> & {
  readonly storefront: Readonly<Record<string, { readonly url: string }>>;
};

/** Sessions that somebody left in a transaction, and those of a stocktaking. */
const LEFT = `
  SELECT count(*)::int AS left FROM pg_stat_activity
   WHERE application_name = 'stocktaking'
      OR state LIKE 'idle in transaction%' AND state_change < now() - interval '2 seconds'`;

const sessionsLeft = async (connectionString: string): Promise<ShopState> => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query(LEFT);
    return { 'database: sessions left in a transaction': String(rows[0]?.left) };
  } finally {
    await client.end();
  }
};

/** What the shop is like now. */
export const shopState = async ({ endpointUrl, databaseAdminUrl, storefront }: Shop): Promise<ShopState> =>
  Object.assign(
    {},
    ...(await Promise.all([releasedAt(endpointUrl), measuredBy(storefront), sessionsLeft(databaseAdminUrl)])),
  );

/** Keeps what a shop is like that nobody has hurt yet. */
export const keepAsNew = async (shop: Shop): Promise<void> => {
  writeFileSync(fileIn(shop.home), `${JSON.stringify(await shopState(shop), null, 2)}\n`);
};

/** What is other than it was, in words. */
export const differences = (then: ShopState, now: ShopState): readonly string[] =>
  [...new Set([...Object.keys(then), ...Object.keys(now)])]
    .filter((what) => then[what] !== now[what])
    .toSorted()
    .map((what) => `${what} was ${then[what] ?? 'not there'}, is ${now[what] ?? 'not there'}`);

/** What ends by itself right after a healing, such as a process that starts again, has so long. */
const PATIENCE_MILLIS = 15_000;

/** What of the shop is other than when it was new; empty when it is as new. */
export const otherThanNew = async (shop: Shop): Promise<readonly string[]> => {
  const file = fileIn(shop.home);
  if (!existsSync(file)) return [`${file} is not there: nobody knows what the shop was like when it was new`];
  const then = Kept.parse(JSON.parse(readFileSync(file, 'utf8')));
  const until = Date.now() + PATIENCE_MILLIS;
  for (;;) {
    const other = await shopState(shop).then(
      (now) => differences(then, now),
      (error: unknown) => [`the shop cannot be looked at: ${error instanceof Error ? error.message : String(error)}`],
    );
    if (other.length === 0 || Date.now() > until) return other;
    await pause(500);
  }
};
