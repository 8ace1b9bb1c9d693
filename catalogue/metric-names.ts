import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Runbook } from '../functions/core/domain/runbook.ts';
import { CHECKOUT } from '../localstack/home.ts';

const STOREFRONT = join(CHECKOUT, 'localstack', 'storefront');

/** What Prometheus and the client library bring by themselves. */
const BROUGHT = /^(up|process_\w+|nodejs_\w+)$/;

/** Names of the metrics that the storefront's code declares. */
export const declaredMetrics = (): ReadonlySet<string> => {
  const sources = readdirSync(STOREFRONT)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(STOREFRONT, file), 'utf8'));
  return new Set(
    sources.flatMap((source) =>
      [...source.matchAll(/name: '(?<name>[a-z_]+)'/g)].flatMap(({ groups }) => groups?.['name'] ?? []),
    ),
  );
};

/** Every query of a runbook. */
export const queriesIn = ({ signature, recoveredWhen }: Runbook): readonly string[] => [
  ...signature.flatMap(({ measure }) => ('query' in measure ? [measure.query] : [])),
  ...recoveredWhen.map(({ query }) => query),
];

/** Names of metrics in a query: whatever stands before a selector. */
export const metricsIn = (query: string): readonly string[] => [
  ...new Set([...query.matchAll(/(?<name>[a-z_]+)\{/g)].flatMap(({ groups }) => groups?.['name'] ?? [])),
];

/** Metrics that a runbook asks for and the storefront does not have. */
export const unknownMetrics = (runbook: Runbook, declared: ReadonlySet<string>): readonly string[] =>
  [...new Set(queriesIn(runbook).flatMap(metricsIn))].filter((name) => {
    const family = name.replace(/_(sum|count|bucket)$/, '');
    return !declared.has(name) && !declared.has(family) && !BROUGHT.test(name);
  });
