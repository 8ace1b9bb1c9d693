import * as z from 'zod';

/** An alert that fired, as Prometheus knows it. */
export interface FiredAlert {
  readonly name: string;
  readonly service: string;
  /** Unix seconds of the first evaluation at which it was active, and of the first at which it fired. */
  readonly activeAt: number;
  readonly firesAt: number;
  readonly lastAt: number;
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

/** Every alert that fired between two moments, by the evaluations that Prometheus kept. */
export const firedBetween = async (prometheusUrl: string, from: Date, to: Date): Promise<readonly FiredAlert[]> => {
  const asked = new URLSearchParams({
    query: QUERY,
    start: String(from.getTime() / 1000),
    end: String(to.getTime() / 1000),
    step: '1',
  });
  const response = await fetch(`${prometheusUrl}/api/v1/query_range?${asked}`);
  const { result } = Matrix.parse(await response.json()).data;
  const seen = result.map(({ metric, values }) => ({
    alert: `${metric['alertname']} ${metric['service'] ?? ''}`,
    name: metric['alertname'] ?? '',
    service: metric['service'] ?? '',
    state: metric['alertstate'],
    firstAt: values[0]?.[0] ?? 0,
    lastAt: values.at(-1)?.[0] ?? 0,
  }));
  return seen
    .filter(({ state }) => state === 'firing')
    .map(({ alert, name, service, firstAt, lastAt }) => ({
      name,
      service,
      activeAt: seen.find((one) => one.alert === alert && one.state === 'pending')?.firstAt ?? firstAt,
      firesAt: firstAt,
      lastAt,
    }));
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
