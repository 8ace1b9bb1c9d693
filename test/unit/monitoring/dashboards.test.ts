import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COUNTED, FROM_ZERO, READ } from '../../../functions/core/domain/tally/metrics.ts';
import { DASHBOARDS, rendered } from '../../../monitoring/grafana/rendered.ts';
import { ROOT, sourcesIn } from '../architecture/sources.ts';

const committed = (path: string): string => readFileSync(join(ROOT, 'monitoring/grafana', path), 'utf8');

/** The series that a metric of a type is made of. */
const seriesOf = (name: string, histogram: boolean): readonly string[] =>
  histogram ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name];

const OURS = Object.entries({ ...COUNTED, ...READ }).flatMap(([name, { type }]) =>
  seriesOf(name, type === 'histogram'),
);

/** What the storefront registers, as its sources say, and what prom-client registers by itself. */
const storefronts = async (): Promise<readonly string[]> => {
  const sources = await sourcesIn('localstack/storefront');
  const named = sources.flatMap(({ code }) =>
    [...code.matchAll(/'([a-z]+(?:_[a-z]+)+)'/g)].map(([, name = '']) => name),
  );
  return [
    'process_resident_memory_bytes',
    'process_cpu_seconds_total',
    ...named.flatMap((one) => [one, ...seriesOf(one, true)]),
  ];
};

const WORDS = /^(sum|by|rate|increase|or|vector|le|histogram_quantile|[a-z]+)$/;

/** Names of series in a query: words with an underscore that are neither functions nor labels. */
const asked = (expr: string): readonly string[] =>
  [...expr.replaceAll(/\{[^}]*\}|\[[^\]]*\]|by \([^)]*\)/g, ' ').matchAll(/[a-z][a-z_]*_[a-z_]+/g)]
    .map(([name]) => name)
    .filter((name) => name !== 'histogram_quantile' && !WORDS.test(name));

describe('the dashboards', () => {
  it('are committed as the script writes them', () => {
    for (const [file, text] of Object.entries(rendered())) expect(committed(`dashboards/${file}`)).toBe(text);
  });

  it('ask only for numbers that exist', async () => {
    const known = new Set([...OURS, ...(await storefronts())]);

    const names = DASHBOARDS.flatMap(({ panels }) =>
      panels.flatMap(({ lines }) => lines.flatMap(({ expr }) => asked(expr))),
    );

    expect(names.length).toBeGreaterThan(25);
    expect(names.filter((name) => !known.has(name))).toEqual([]);
  });

  it('would be found out if they asked for one that does not', () => {
    expect(asked('sum by (reason) (rate(selfright_nonsense_total{reason="x_y"}[5m]))')).toEqual([
      'selfright_nonsense_total',
    ]);
    expect(OURS).not.toContain('selfright_nonsense_total');
  });

  it('are found by the provisioning, from the data source that it makes', () => {
    expect(committed('provisioning/datasources/prometheus.yml')).toContain('uid: prometheus');
    for (const text of Object.values(rendered())) expect(text).toContain('"uid": "prometheus"');
  });

  it('say of each panel what to make of it', () => {
    for (const { panels } of DASHBOARDS)
      for (const { title, says } of panels) expect([title, says.length > 5]).toEqual([title, true]);
  });
});

describe('our own alert rules', () => {
  it('watch for the rise only of counters that are told before they were ever counted', () => {
    const rules = readFileSync(join(ROOT, 'monitoring/prometheus/self/selfright.yml'), 'utf8');
    const watched = [...rules.matchAll(/increase\((\w+)\{reason="(\w+)"\}/g)].map(([, name, reason]) => [name, reason]);

    expect(watched.length).toBeGreaterThan(1);
    for (const one of watched) expect(FROM_ZERO).toContainEqual(one);
  });
});
