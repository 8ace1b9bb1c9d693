import { type Change, type JudgedChange, judgeChanges } from './changes.ts';
import { exhaustedIn } from './exhaustion.ts';
import { type Onset, onsetOf } from './onset.ts';
import { type Ranking, rankServices, type Suspect } from './rank.ts';
import { NOTABLE, type Shift, shiftsOf } from './shift.ts';
import type { Telemetry } from './telemetry.ts';
import { exhaustionOf, paragraphOf } from './words.ts';

/** What the engine makes of the telemetry. */
export interface Examination extends Ranking {
  readonly onset: Onset | undefined;
  readonly changes: readonly JudgedChange[];
  /** All of it in plain words. */
  readonly says: string;
}

const worst = (shifts: readonly Shift[], service: string | undefined, notable: number): Shift | undefined =>
  shifts
    .filter(({ series, score, traits }) => series.service === service && score >= notable && !traits.outgoing)
    .toSorted((a, b) => b.score - a.score)[0];

/** Looks for who is at fault, since when, and whether a change is to blame. */
export const examine = (telemetry: Telemetry, changes: readonly Change[] = []): Examination => {
  const shifts = shiftsOf(telemetry);
  const ranking = rankServices(telemetry, [], shifts);
  const [best]: readonly (Suspect | undefined)[] = ranking.suspects;
  const shift = worst(shifts, best?.service, NOTABLE) ?? worst(shifts, telemetry.alert.service, NOTABLE);
  const onset = shift && onsetOf(shift, telemetry.window);
  const moved = (service: string) => worst(shifts, service, NOTABLE) !== undefined;
  const judged = best ? judgeChanges(changes, best.service, onset, moved, telemetry.calls) : [];
  const full = shifts.flatMap((one) => {
    const seconds = one.series.service === best?.service ? exhaustedIn(one, telemetry.window) : undefined;
    return seconds === undefined ? [] : [{ signal: one.series.signal, seconds }];
  });
  const says = `${paragraphOf(ranking, telemetry, onset, judged)}${exhaustionOf(full)}`;
  return { ...ranking, onset, changes: judged, says };
};
