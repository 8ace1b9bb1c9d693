import type { ExaminationRecord } from '../domain/examination.ts';
import { examineAsked } from '../domain/examine-record.ts';
import type { Incident } from '../domain/incident.ts';
import type { Policy } from '../domain/policy.ts';
import { callsAmong, planSeries, servicesAround, troubleQueries } from '../domain/series-plan.ts';
import { calmSpans, troubleIn } from '../domain/troubled.ts';
import type { Logs } from '../ports/logs.ts';
import type { Metrics } from '../ports/metrics.ts';
import type { SeriesSource } from '../ports/series-source.ts';
import { type GatherChangesDeps, makeGatherChanges } from './gather-changes.ts';
import { makeReadGraph } from './read-graph.ts';
import { makeReadLogs } from './read-logs.ts';
import { makeAskSeries, makeReadKept } from './read-series.ts';
import { noDeadline, type Within } from './within-deadline.ts';

/** Where no alert tells since when: rates are spread over their window, and an alert waits before it fires. Windows of rates. */
const LEAD = 4;
/** The baseline, in windows of rates. */
const BASELINE = 40;
/** Values of one series that are kept. */
const MOST_VALUES = 120;
/** Changes are looked for this long before the window: what is older would have hurt before. Seconds. */
const LOOK_BACK = 3_600;

export interface ExamineDeps extends GatherChangesDeps {
  readonly metrics: Metrics;
  readonly logs: Logs;
  /** Systems that measure by themselves what runs in them. */
  readonly seriesSources: readonly SeriesSource[];
}

/** Asks for the series of the services around an incident, all at once, and lets the engine examine them. */
export const makeExamineServices =
  ({ metrics, logs, seriesSources, ...deps }: ExamineDeps, within: Within = noDeadline) =>
  async ({ service, openedAt }: Incident, policy: Policy, now: Date): Promise<ExaminationRecord> => {
    const { rateWindow, step: least } = policy.timings;
    const to = Math.floor(now.getTime() / 1000);
    const opened = Math.min(to, Math.floor(Date.parse(openedAt) / 1000));
    const wanted = opened - (LEAD + BASELINE) * rateWindow;
    const step = Math.max(1, Math.ceil(Math.max(least, (to - wanted) / MOST_VALUES)));
    // On whole steps, so that every series has its values at the same moments.
    const from = Math.floor(wanted / step) * step;
    const grid = { from, to, step };
    const ask = makeAskSeries(metrics, within, grid);
    const graph = await makeReadGraph(metrics, within)(policy, now);
    const around = servicesAround(policy, service, graph.calls);
    const calls = callsAmong(around, policy, graph.calls);
    const usually = opened - LEAD * rateWindow;
    const queries = troubleQueries(around, opened, policy);
    const stood = async (query: string) => {
      const { values = [] } = await ask({ service: '', signal: '', query });
      return values.map((value, i) => [from + i * step, value ?? 0] as const);
    };
    const [asked, kept, current, others, gathered, read] = await Promise.all([
      Promise.all(planSeries(policy, around).map(ask)),
      makeReadKept(seriesSources, within, grid)(around, policy),
      stood(queries.current),
      stood(queries.others),
      makeGatherChanges(deps, within)(around, policy, new Date((usually - LOOK_BACK) * 1000), now),
      makeReadLogs(logs, within)(around, policy, usually, to),
    ]);
    const looked = [...asked, ...kept];
    const { began, troubled } = troubleIn({ current, others }, opened, { step, before: rateWindow, after: rateWindow });
    const over = troubled.map((before) => Math.min(before.to, opened));
    // An alert that has stood since before all that was asked for tells nothing of this trouble's beginning.
    const since = began !== undefined && began > from + LEAD * rateWindow ? began : Math.max(usually, ...over);
    const windowFrom = Math.floor(since / step) * step;
    const changesMissing = gathered.missing.length > 0 ? gathered.missing : undefined;
    const { missing: graphMissing } = graph;
    const calm = calmSpans({ from, to: windowFrom - step }, troubled);
    const seen = read.map((log) => log(calm, { from: windowFrom, to }));
    const logged = seen.length > 0 ? seen : undefined;
    return examineAsked(
      { service, calls, from, windowFrom, to, step, looked, troubled, graphMissing, changesMissing, logs: logged },
      gathered.changes,
    );
  };
