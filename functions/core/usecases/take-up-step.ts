import type { ActionRecord } from '../domain/action.ts';
import { DependencyUnavailable } from '../domain/errors.ts';
import type { Incident } from '../domain/incident.ts';
import type { Plan, PlannedStep } from '../domain/plan.ts';
import { instant, plusSeconds } from '../domain/time.ts';
import type { TimelineDraft } from '../domain/timeline.ts';
import type { Clock } from '../ports/clock.ts';
import type { CarryOut } from './carry-out.ts';
import type { EnterStep } from './enter-step.ts';
import type { SilenceAlerts } from './silence-alerts.ts';
import type { ActionOutcome, WriteStep } from './write-step.ts';

export interface TakeUpDeps extends CarryOut, Pick<SilenceAlerts, 'quietly'> {
  readonly enter: EnterStep;
  readonly write: WriteStep;
  readonly clock: Clock;
  readonly leaseSeconds: number;
}

const ACTOR = 'act';

/** After a crash: the lease is honoured, then the target is asked, and only what did not happen is done, through the gate. */
export const makeTakeUpStep = ({ enter, write, clock, leaseSeconds, carryOut, inspect, quietly }: TakeUpDeps) => {
  return async (incident: Incident, plan: Plan, step: PlannedStep, known: ActionRecord): Promise<ActionOutcome> => {
    const now = instant(clock());
    if (known.leaseUntil > now) {
      throw new DependencyUnavailable('action lease', `${known.key} may still run until ${known.leaseUntil}`);
    }
    const task = { ...step, before: known.snapshot ?? step.before };
    const { outcome, found } = await inspect(task, known.key);
    if (outcome === 'done') return write.finish(incident, step, known, { outcome, found: task.before, changed: found });
    if (outcome === 'unknown') {
      return write.finish(incident, step, known, { outcome, found, error: 'whoever started it never came back' });
    }
    const action = { ...known, leaseUntil: plusSeconds(now, leaseSeconds) };
    const entry: TimelineDraft = {
      kind: 'action.resumed',
      actor: ACTOR,
      text: `Whoever started to ${step.says} never came back, and it has not happened: started again.`,
      data: { key: known.key, target: step.target },
    };
    const entered = await enter(incident, plan, step, action, entry, known);
    if (entered.outcome === 'superseded') return 'superseded';
    if (entered.outcome === 'refused') return write.refused(incident, step, entered.reason);
    if (entered.outcome === 'known')
      throw new DependencyUnavailable('action lease', `${known.key} was taken up by another`);
    const { timeoutSeconds } = step;
    const ran = await quietly(incident.id, timeoutSeconds, () => carryOut(task, action.key, timeoutSeconds));
    return write.finish(incident, step, action, ran);
  };
};
