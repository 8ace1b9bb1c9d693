import { describe, expect, it } from 'vitest';
import { measurePool, outcomeOf } from '../../../localstack/storefront/database.ts';
import { makeMetrics } from '../../../localstack/storefront/metrics.ts';

const aProcess = { SERVICE: 'checkout', INSTANCE: 'checkout-1', APP_VERSION: '1.0.0' };

const anError = (message: string, code?: string): Error => Object.assign(new Error(message), code ? { code } : {});

describe('the metrics of a pool', () => {
  it('tells at every scrape how many connections are used, idle and waited for', async () => {
    const metrics = makeMetrics(aProcess);
    const pool = { totalCount: 3, idleCount: 2, waitingCount: 0 };
    measurePool(pool, 5, metrics);

    Object.assign(pool, { totalCount: 5, idleCount: 0, waitingCount: 7 });
    const text = await metrics.registry.metrics();

    expect(text).toContain('db_pool_connections{state="used",service="checkout",instance="checkout-1"} 5');
    expect(text).toContain('db_pool_connections{state="idle",service="checkout",instance="checkout-1"} 0');
    expect(text).toContain('db_pool_waiting{service="checkout",instance="checkout-1"} 7');
    expect(text).toContain('db_pool_max{service="checkout",instance="checkout-1"} 5');
  });

  it('shows the timeouts from the start, so that a rate sees the first one', async () => {
    const metrics = makeMetrics(aProcess);

    const timeouts = measurePool({ totalCount: 0, idleCount: 0, waitingCount: 0 }, 5, metrics);
    const before = await metrics.registry.getSingleMetricAsString('db_pool_acquire_timeouts_total');
    timeouts.inc();
    const after = await metrics.registry.getSingleMetricAsString('db_pool_acquire_timeouts_total');

    expect(before).toMatch(/\} 0$/);
    expect(after).toMatch(/\} 1$/);
  });
});

describe('how a statement ended', () => {
  it.each([
    ['timeout', anError('timeout exceeded when trying to connect')],
    ['timeout', anError('canceling statement due to statement timeout', '57014')],
    ['rejected', anError('connect ECONNREFUSED 127.0.0.1:55432', 'ECONNREFUSED')],
    ['rejected', anError('sorry, too many clients already', '53300')],
    ['rejected', anError('terminating connection due to administrator command', '57P01')],
    ['rejected', anError('Connection terminated unexpectedly')],
    ['refused', anError('LIMIT must not be negative', '2201W')],
    ['refused', anError('invalid input syntax for type bigint: "none"', '22P02')],
    ['error', anError('relation "orders" does not exist', '42P01')],
    ['error', 'not even an error'],
  ])('is %s for %s', (outcome, thrown) => {
    const told = outcomeOf(thrown);

    expect(told).toBe(outcome);
  });
});
