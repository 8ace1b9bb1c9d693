import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { firedBetween, longestOf } from '../../../bench/loop/fired.ts';

const EXPRESSION = 'sum by (service) (rate(x_total[5s])) > 0.1';

const series = (metric: Record<string, string>, ...at: readonly number[]) => ({
  metric,
  values: at.map((when) => [when, '1']),
});

/** A Prometheus that knows one rule, when it was bad, and what its alert did. */
const prometheus = async (rules: readonly unknown[]) => {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const labels = { alertname: 'TooMuch', service: 'shop' };
    const result =
      url.searchParams.get('query') === EXPRESSION
        ? [series({ service: 'elsewhere' }, 98, 99), series({ service: 'shop' }, 101, 102, 103)]
        : [
            series({ ...labels, alertstate: 'pending' }, 102, 103),
            series({ ...labels, alertstate: 'firing' }, 107, 108, 120),
          ];
    const data = url.pathname === '/api/v1/rules' ? { groups: [{ rules }] } : { result };
    response.end(JSON.stringify({ data }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
};

describe('the alerts that fired', () => {
  it('are told with when their rule was first bad for their service, when they were active, and when they fired', async () => {
    const url = await prometheus([{ name: 'TooMuch', query: EXPRESSION }]);

    expect(await firedBetween(url, new Date(90_000), new Date(130_000))).toEqual([
      { name: 'TooMuch', service: 'shop', badAt: 101, activeAt: 102, firesAt: 107, longest: 1 },
    ]);
  });

  it('were bad at the latest when they were active, where nobody knows their rule any more', async () => {
    expect(await firedBetween(await prometheus([]), new Date(90_000), new Date(130_000))).toMatchObject([
      { badAt: 102, activeAt: 102 },
    ]);
  });

  it('fired without a pause for their longest stretch, however often they flapped', () => {
    expect(longestOf([10, 11, 12, 30, 31, 32, 33, 50])).toBe(3);
    expect([longestOf([]), longestOf([7])]).toEqual([0, 0]);
  });
});
