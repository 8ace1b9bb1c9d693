import pg from 'pg';
import type { Stage } from './scenario.ts';

const TIMEOUT_MS = 5_000;
const ORDERS = 6;

/** How many sessions of checkout sit idle in a transaction, asked of the database itself and not through Selfright. */
const idleSessions = async ({ outputs }: Stage): Promise<number> => {
  const client = new pg.Client({ connectionString: outputs.databaseAdminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: string }>(
      `SELECT count(*) FROM pg_stat_activity
        WHERE application_name LIKE 'checkout-%' AND state = 'idle in transaction'
          AND clock_timestamp() - state_change > interval '1 second'`,
    );
    return Number(rows[0]?.count ?? 0);
  } finally {
    await client.end();
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
