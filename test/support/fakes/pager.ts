import type { Incident } from '../../../functions/core/domain/incident.ts';
import type { Reason } from '../../../functions/core/domain/reason.ts';
import type { Pager } from '../../../functions/core/ports/pager.ts';

/** A pager that only remembers whom it would have told what. */
export interface RecordingPager extends Pager {
  readonly told: {
    readonly incident: Incident;
    readonly reason: Reason;
    readonly summary: string;
    readonly level: number;
  }[];
  /** Every escalation fails with this while it is set. */
  failing: Error | undefined;
}

export const recordingPager = (): RecordingPager => {
  const fake: RecordingPager = {
    told: [],
    failing: undefined,
    escalate: async (incident, reason, summary, level = 1) => {
      if (fake.failing) throw fake.failing;
      fake.told.push({ incident, reason, summary, level });
    },
  };
  return fake;
};
