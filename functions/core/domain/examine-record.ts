import type { Change } from './engine/changes.ts';
import { type Examination, examine } from './engine/examine.ts';
import { exhaustedIn } from './engine/exhaustion.ts';
import { shiftsOf } from './engine/shift.ts';
import type { Series, Telemetry } from './engine/telemetry.ts';
import type { ExaminationRecord, LookedAt } from './examination.ts';
import { instant } from './time.ts';
import { calmSpans } from './troubled.ts';

/** What was asked, by whom it concerns and when, before anything is made of it. */
export type Asked = Pick<
  ExaminationRecord,
  | 'service'
  | 'calls'
  | 'from'
  | 'windowFrom'
  | 'to'
  | 'step'
  | 'looked'
  | 'troubled'
  | 'graphMissing'
  | 'changesMissing'
  | 'logs'
>;

/** What was asked, out of what was made of it. */
export const askedIn = ({ outcome, says, suspects, onset, changes, ...asked }: ExaminationRecord): Asked => asked;

/** The changes that were known, out of what was made of them. */
export const changesIn = ({ changes }: ExaminationRecord): readonly Change[] | undefined =>
  changes?.map(({ change }) => change);

/** Suspects that are kept, and facts of each. */
const SUSPECTS = 5;
const FACTS = 3;

const at = (seconds: number) => instant(new Date(seconds * 1000));

const telemetryOf = ({ service, calls, from, windowFrom, to, step, looked, troubled }: Asked): Telemetry => {
  const length = Math.max(0, ...looked.map(({ values }) => values?.length ?? 0));
  const times = Float64Array.from({ length }, (_, i) => from + i * step);
  const series = looked.flatMap(({ service: of, signal, values }): readonly Series[] =>
    values === undefined ? [] : [{ service: of, signal, times, values: times.map((_, i) => values[i] ?? Number.NaN) }],
  );
  return {
    alert: { service, at: windowFrom },
    baseline: calmSpans({ from, to: windowFrom - step }, troubled ?? []),
    window: { from: windowFrom, to },
    calls,
    series,
  };
};

const onsetOf = ({ onset }: Examination): ExaminationRecord['onset'] =>
  onset && { after: at(onset.after), by: at(onset.by), service: onset.service, signal: onset.signal };

/** Examines what was asked. From the same answers it always makes the same, also long afterwards. */
export const examineAsked = (asked: Asked, changed?: readonly Change[]): ExaminationRecord => {
  const telemetry = telemetryOf(asked);
  const found = examine(telemetry, changed);
  const shifts = new Map(shiftsOf(telemetry).map((shift) => [`${shift.series.service}|${shift.series.signal}`, shift]));
  const looked = asked.looked.map((one): LookedAt => {
    const shift = shifts.get(`${one.service}|${one.signal}`);
    if (shift === undefined) return one;
    const seen = { ...one, value: shift.value, normally: shift.baseline.median, score: shift.score };
    const exhaustedInSeconds = exhaustedIn(shift, telemetry.window);
    return exhaustedInSeconds === undefined ? seen : { ...seen, exhaustedInSeconds };
  });
  const suspects = found.suspects
    .filter(({ strength }) => strength > 0)
    .slice(0, SUSPECTS)
    .map(({ service, signal, confidence, share, leads }) => ({
      service,
      signal,
      confidence,
      share,
      added: leads.find(({ line }) => line === 'impact')?.says,
      facts: leads.slice(0, FACTS).map(({ says }) => says),
    }));
  const judged = changed === undefined ? {} : { changes: found.changes };
  return { ...asked, outcome: found.outcome, says: found.says, suspects, onset: onsetOf(found), looked, ...judged };
};
