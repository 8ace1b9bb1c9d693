import { LocalProblem } from '../problem.ts';
import type { ShopState } from './state.ts';

/** How a metric is read: what stays the same in a shop that nobody has hurt. */
interface Reading {
  readonly metric: RegExp;
  readonly says: (value: number) => string;
}

const DAY_SECONDS = 86_400;
/** A log that nobody has filled; the kernel's limit is sixteen times as much. */
const LITTLE_LOG_BYTES = 1024 * 1024;
/** A cache evicts beyond 50 pages. */
const FEW_PAGES = 50;

const exactly = String;
const atMost =
  (most: number) =>
  (value: number): string =>
    value <= most ? `at most ${most}` : String(value);

const READINGS: readonly Reading[] = [
  { metric: /^db_pool_max\b/, says: exactly },
  { metric: /^admission_limit\b/, says: exactly },
  { metric: /^jobs_running\b/, says: exactly },
  { metric: /^orders_manifest_refusals\b/, says: () => 'refused' },
  { metric: /^spool_bytes\{[^}]*kind="log"/, says: atMost(LITTLE_LOG_BYTES) },
  { metric: /^spool_bytes\{[^}]*kind="(rotated|upload)"/, says: exactly },
  { metric: /^page_cache_entries\b/, says: atMost(FEW_PAGES) },
  {
    metric: /^tls_certificate_not_after_seconds\b/,
    says: (until) => (until - Date.now() / 1000 > DAY_SECONDS ? 'more than a day' : 'less than a day'),
  },
];

const readings = (instance: string, text: string): ShopState =>
  Object.fromEntries(
    text.split('\n').flatMap((line) => {
      const reading = READINGS.find(({ metric }) => metric.test(line));
      const space = line.lastIndexOf(' ');
      return reading === undefined
        ? []
        : [[`${instance}: ${line.slice(0, space)}`, reading.says(Number(line.slice(space)))] as const];
    }),
  );

/** A machine that is busy bringing a stack up may take this long to answer. */
const PATIENCE_MS = 20_000;

const metricsOf = async (instance: string, url: string): Promise<string> => {
  try {
    const answer = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return await answer.text();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new LocalProblem(`${instance} does not say what it measures: ${why}`, {
      remedy: 'try again when the machine is less busy',
      cause: error,
    });
  }
};

/** What the processes of the shop measure of themselves, asked of them and not of Prometheus. */
export const measuredBy = async (processes: Readonly<Record<string, { readonly url: string }>>): Promise<ShopState> => {
  const read = async ([instance, { url }]: readonly [string, { readonly url: string }]): Promise<ShopState> =>
    readings(instance, await metricsOf(instance, url));
  return Object.assign({}, ...(await Promise.all(Object.entries(processes).map(read))));
};
