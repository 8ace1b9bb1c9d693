import { SelfrightError } from '../domain/errors.ts';
import type { ExaminationRecord, LookedAt } from '../domain/examination.ts';
import { examineAsked } from '../domain/examine-record.ts';
import type { Incident } from '../domain/incident.ts';
import { callsOf, type Policy } from '../domain/policy.ts';
import { type PlannedSeries, planSeries, servicesAround } from '../domain/series-plan.ts';
import type { Metrics } from '../ports/metrics.ts';

/** Rates are spread over their window, and an alert waits before it fires: so many windows of rates before it opened. */
const LEAD = 4;
/** The baseline, in windows of rates. */
const BASELINE = 60;
/** Values of one series that are kept. */
const MOST_VALUES = 100;
const DIGITS = 4;

const rounded = (value: number): number => Number(value.toPrecision(DIGITS));

/** Asks for the series of the services around an incident, all at once, and lets the engine examine them. */
export const makeExamineServices =
  ({ metrics }: { readonly metrics: Metrics }) =>
  async ({ service, openedAt }: Incident, policy: Policy, now: Date): Promise<ExaminationRecord> => {
    const { rateWindow, step: least } = policy.timings;
    const to = Math.floor(now.getTime() / 1000);
    const opened = Math.min(to, Math.floor(Date.parse(openedAt) / 1000));
    const wanted = opened - (LEAD + BASELINE) * rateWindow;
    const step = Math.max(1, Math.ceil(Math.max(least, (to - wanted) / MOST_VALUES)));
    // On whole steps, so that every series has its values at the same moments.
    const from = Math.floor(wanted / step) * step;
    const windowFrom = Math.floor((opened - LEAD * rateWindow) / step) * step;
    const length = Math.floor((to - from) / step) + 1;

    const ask = async (planned: PlannedSeries): Promise<LookedAt> => {
      try {
        const samples = await metrics.over(planned.query, new Date(from * 1000), now, step);
        if (samples.length === 0) return { ...planned, missing: 'no data' };
        const values = Array.from({ length }, (): number | null => null);
        for (const [at, value] of samples) {
          const place = Math.round((at - from) / step);
          if (place >= 0 && place < length) values[place] = rounded(value);
        }
        return { ...planned, values };
      } catch (error) {
        if (!(error instanceof SelfrightError)) throw error;
        return { ...planned, missing: error.message };
      }
    };

    const around = servicesAround(policy, service);
    const calls = Object.entries(callsOf(policy)).flatMap(([caller, callees]) =>
      callees
        .filter((callee) => around.includes(caller) && around.includes(callee))
        .map((callee) => [caller, callee] as const),
    );
    const looked = await Promise.all(planSeries(policy, around).map(ask));
    return examineAsked({ service, calls, from, windowFrom, to, step, looked });
  };
