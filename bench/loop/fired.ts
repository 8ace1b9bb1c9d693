import * as z from 'zod';

/** An alert that fired, as Prometheus knows it. */
export interface FiredAlert {
  readonly name: string;
  readonly service: string;
  /** Unix seconds of the first moment at which what was scraped is bad by its rule; whole seconds. */
  readonly badAt: number;
  /** Unix seconds of the first evaluation at which it was active, and of the first at which it fired. */
  readonly activeAt: number;
  readonly firesAt: number;
  /** For how long it fired without a pause, at the most. Seconds. */
  readonly longest: number;
}

const Matrix = z.object({
  data: z.object({
    result: z.array(
      z.object({
        metric: z.record(z.string(), z.string()),
        values: z.array(z.tuple([z.number(), z.string()])),
      }),
    ),
  }),
});

const QUERY = 'ALERTS{severity!="none",alertname!~"Selfright.*"}';

interface Stretch {
  readonly from: Date;
  readonly to: Date;
}

/** What a query answers at each second of a stretch of time. */
const eachSecond = async (prometheusUrl: string, query: string, { from, to }: Stretch) => {
  const asked = new URLSearchParams({
    query,
    start: String(from.getTime() / 1000),
    end: String(to.getTime() / 1000),
    step: '1',
  });
  const response = await fetch(`${prometheusUrl}/api/v1/query_range?${asked}`);
  return Matrix.parse(await response.json()).data.result;
};

const Rules = z.object({
  data: z.object({
    groups: z.array(z.object({ rules: z.array(z.object({ name: z.string(), query: z.string() })) })),
  }),
});

/** The expressions of the alerts' rules, by the alert's name. */
const expressions = async (prometheusUrl: string): Promise<ReadonlyMap<string, string>> => {
  const response = await fetch(`${prometheusUrl}/api/v1/rules?type=alert`);
  const { groups } = Rules.parse(await response.json()).data;
  return new Map(groups.flatMap(({ rules }) => rules.map(({ name, query }) => [name, query] as const)));
};

/** The longest stretch of moments that lie a second apart: what flaps fires often, and never for long. */
export const longestOf = (moments: readonly number[]): number => {
  let longest = 0;
  let from = moments[0] ?? 0;
  for (const [i, at] of moments.entries()) {
    if (at - (moments[i - 1] ?? at) > 1) from = at;
    longest = Math.max(longest, at - from);
  }
  return longest;
};

/** Every alert that fired between two moments, by the evaluations that Prometheus kept. */
export const firedBetween = async (prometheusUrl: string, from: Date, to: Date): Promise<readonly FiredAlert[]> => {
  const stretch = { from, to };
  const [result, rules] = await Promise.all([eachSecond(prometheusUrl, QUERY, stretch), expressions(prometheusUrl)]);
  /** The evaluation that found it active saw it bad at the latest. */
  const badAt = async (name: string, service: string, activeAt: number): Promise<number> => {
    const expression = rules.get(name);
    if (expression === undefined) return activeAt;
    const bad = await eachSecond(prometheusUrl, expression, stretch);
    const own = bad.find(({ metric }) => (metric['service'] ?? '') === service);
    return Math.min(activeAt, own?.values[0]?.[0] ?? activeAt);
  };
  const seen = result.map(({ metric, values }) => ({
    alert: `${metric['alertname']} ${metric['service'] ?? ''}`,
    name: metric['alertname'] ?? '',
    service: metric['service'] ?? '',
    state: metric['alertstate'],
    firstAt: values[0]?.[0] ?? 0,
    longest: longestOf(values.map(([at]) => at)),
  }));
  const fired = seen
    .filter(({ state }) => state === 'firing')
    .map(async ({ alert, name, service, firstAt, longest }): Promise<FiredAlert> => {
      const activeAt = seen.find((one) => one.alert === alert && one.state === 'pending')?.firstAt ?? firstAt;
      const bad = await badAt(name, service, activeAt);
      return { name, service, badAt: bad, activeAt, firesAt: firstAt, longest };
    });
  return Promise.all(fired);
};

const Instant = z.object({
  data: z.object({ result: z.array(z.object({ metric: z.record(z.string(), z.string()) })) }),
});

/** Names and services of what fires right now. */
export const firingNow = async (prometheusUrl: string): Promise<readonly string[]> => {
  const query = QUERY.replace('{', '{alertstate="firing",');
  const response = await fetch(`${prometheusUrl}/api/v1/query?${new URLSearchParams({ query })}`);
  const { result } = Instant.parse(await response.json()).data;
  return result.map(({ metric }) => `${metric['alertname']} ${metric['service'] ?? ''}`);
};
