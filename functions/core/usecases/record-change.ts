import { type ChangeReport, changeIdOf, type ReportedChange, saysTheSame } from '../domain/reported-change.ts';
import { instant } from '../domain/time.ts';
import type { Digest } from '../domain/timeline.ts';
import type { ReportedChanges } from '../ports/changes.ts';
import type { Clock } from '../ports/clock.ts';

export interface RecordChangeDeps {
  readonly changes: Pick<ReportedChanges, 'record'>;
  readonly clock: Clock;
  readonly digest: Digest;
}

export type RecordedChange =
  | { readonly outcome: 'recorded' | 'known' | 'differs'; readonly change: ReportedChange }
  | { readonly outcome: 'refused'; readonly why: string };

/** Clocks differ; what lies further ahead than this has not happened. Seconds. */
const CLOCK_SKEW = 300;
/** What was changed longer ago explains no trouble of now. Days. */
const OLDEST = 30;

/** Writes down that something was changed, once per report. */
export const makeRecordChange =
  ({ changes, clock, digest }: RecordChangeDeps) =>
  async (report: ChangeReport): Promise<RecordedChange> => {
    const now = clock();
    const at = report.at ?? instant(now);
    const ahead = (Date.parse(at) - now.getTime()) / 1000;
    if (ahead > CLOCK_SKEW) return { outcome: 'refused', why: 'it lies in the future' };
    if (ahead < -OLDEST * 86_400) return { outcome: 'refused', why: `it is more than ${OLDEST} days ago` };
    const { service, kind, summary, by } = report;
    const id = changeIdOf(report, digest);
    const { outcome, change } = await changes.record({ id, service, kind, at, summary, by, reportedAt: instant(now) });
    return { outcome: outcome === 'known' && !saysTheSame(change, report) ? 'differs' : outcome, change };
  };

export type RecordChange = ReturnType<typeof makeRecordChange>;
