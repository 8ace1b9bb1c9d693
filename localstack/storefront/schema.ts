import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { type Log, saysOf } from './log.ts';

/** Any number will do, as long as every process of the storefront takes the same. */
const SCHEMA_LOCK = 5_030_001;
const PATIENCE_MILLIS = 30_000;

const DDL = `
  CREATE TABLE IF NOT EXISTS products (
    id text PRIMARY KEY,
    name text NOT NULL,
    price_cents integer NOT NULL CHECK (price_cents > 0)
  );
  CREATE TABLE IF NOT EXISTS orders (
    id uuid PRIMARY KEY,
    product_id text NOT NULL REFERENCES products (id),
    quantity integer NOT NULL CHECK (quantity > 0),
    amount_cents integer NOT NULL,
    authorisation_id text NOT NULL,
    status text NOT NULL CHECK (status IN ('paid', 'sent', 'shipped')),
    paid_at timestamptz NOT NULL DEFAULT now(),
    shipped_at timestamptz
  );
  CREATE TABLE IF NOT EXISTS stock (
    product_id text PRIMARY KEY REFERENCES products (id),
    sold bigint NOT NULL DEFAULT 0
  ) WITH (fillfactor = 20);
  CREATE INDEX IF NOT EXISTS orders_to_ship ON orders (paid_at) WHERE status <> 'shipped';
  CREATE INDEX IF NOT EXISTS orders_to_purge ON orders (shipped_at) WHERE status = 'shipped';
  INSERT INTO products (id, name, price_cents) VALUES
    ('lantern', 'Storm lantern', 4900),
    ('compass', 'Brass compass', 7900),
    ('rope', 'Mooring rope, 20 m', 3200),
    ('fender', 'Harbour fender', 2700),
    ('anchor', 'Folding anchor', 5800),
    ('oilskin', 'Oilskin jacket', 14900),
    ('chart', 'Coastal chart', 2400),
    ('whistle', 'Bosun whistle', 1500)
  ON CONFLICT (id) DO NOTHING;
  INSERT INTO stock (product_id) SELECT id FROM products ON CONFLICT (product_id) DO NOTHING;`;

const create = async (pool: pg.Pool): Promise<void> => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [SCHEMA_LOCK]);
    await client.query(DDL);
    await client.query('COMMIT');
    client.release();
  } catch (thrown) {
    client.release(true);
    throw thrown;
  }
};

/** Makes tables and goods if they are not there; whoever of several processes comes first does it, the rest wait. */
export const prepareSchema = async (pool: pg.Pool, log: Log): Promise<void> => {
  const giveUpAt = performance.now() + PATIENCE_MILLIS;
  for (;;) {
    try {
      return await create(pool);
    } catch (thrown) {
      if (performance.now() > giveUpAt) throw thrown;
      log('warn', 'schema.postponed', { why: saysOf(thrown) });
      await pause(500);
    }
  }
};
