import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Stage } from './scenario.ts';

const TIMEOUT_MS = 5_000;
const ORDERS = 6;

/** How many sessions of checkout sit idle in a transaction for so long, asked of the database itself and not through Selfright. */
const idleSessions = async ({ outputs }: Stage, seconds = 1): Promise<number> => {
  const client = new pg.Client({ connectionString: outputs.databaseAdminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: string }>(
      `SELECT count(*) FROM pg_stat_activity
        WHERE application_name LIKE 'checkout-%' AND state = 'idle in transaction'
          AND clock_timestamp() - state_change > make_interval(secs => $1)`,
      [seconds],
    );
    return Number(rows[0]?.count ?? 0);
  } finally {
    await client.end();
  }
};

/** Checkout has two instances with five connections each. */
export const SESSIONS = 10;
/** As long as a diagnosis wants of a session that was left, and of a rate that it moved. */
const HELD_SECONDS = 6;
const HELD_PATIENCE_MS = 30_000;

/** Comes back once every connection of checkout has been held for a while. */
export const untilHeldAgain = async (stage: Stage): Promise<void> => {
  const until = Date.now() + HELD_PATIENCE_MS;
  while ((await idleSessions(stage, HELD_SECONDS)) < SESSIONS) {
    if (Date.now() > until) throw new Error('what insists on its transactions does not take all of them again');
    await delay(250);
  }
};

/** How many of some orders in a row fail, as a customer sees it. */
const failingOrders = async ({ outputs }: Stage): Promise<number> => {
  let failing = 0;
  for (let order = 0; order < ORDERS; order += 1) {
    const answer = await fetch(`${outputs.storefrontUrl}/checkout`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ productId: 'compass', quantity: 1 }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch(() => undefined);
    // No answer is a failing order as well.
    if (answer?.status !== 201) failing += 1;
  }
  return failing;
};

export const holdsTransactions = async (stage: Stage): Promise<boolean> => (await idleSessions(stage)) > 0;

/** What these scenarios break fails every order; a single one may also be late on a busy machine. */
export const failsOrders = async (stage: Stage): Promise<boolean> => (await failingOrders(stage)) > ORDERS / 2;

/** Begins a weakness in every instance of checkout. */
export const weakenCheckout = async ({ outputs }: Stage, weakness: string): Promise<void> => {
  const instances = Object.values(outputs.storefront).filter(({ service }) => service === 'checkout');
  await Promise.all(
    instances.map(async ({ url }) => {
      const answer = await fetch(`${url}/internal/${weakness}`, { method: 'POST' });
      if (!answer.ok) throw new Error(`${url} does not begin ${weakness}: ${answer.status}`);
    }),
  );
};
