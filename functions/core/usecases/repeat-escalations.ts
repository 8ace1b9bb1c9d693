import { dueLevel } from '../domain/escalation.ts';
import type { IncidentId } from '../domain/incident.ts';
import type { EscalationPolicy } from '../domain/integrations.ts';
import { instant } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { Pager } from '../ports/pager.ts';
import type { PolicySource } from '../ports/policy-source.ts';
import { eachAloneOf } from './each-alone.ts';
import { handedOver } from './handed-over.ts';

export interface RepeatEscalationsDeps {
  readonly store: IncidentStore;
  readonly policies: PolicySource;
  readonly pager: Pager;
  readonly clock: Clock;
}

const AT_ONCE = 10;

/** Calls the next target for what was handed over and nobody acknowledges. Two rounds at once may call twice: better than not at all. */
export const makeRepeatEscalations = ({ store, policies, pager, clock }: RepeatEscalationsDeps) => {
  const repeat = async (id: IncidentId, escalation: EscalationPolicy): Promise<number> => {
    const whole = await store.readWhole(id);
    const level = whole && dueLevel(whole, escalation, instant(clock()));
    if (whole === undefined || level === undefined) return 0;
    const { incident, timeline } = whole;
    const handed = timeline.findLast(({ kind }) => kind === 'incident.escalated');
    const said = `Nobody acknowledged this in time. ${handed?.text ?? incident.title}`;
    await pager.escalate(incident, incident.endedFor ?? 'step_crashed', said, level);
    await store.commit(incident, {
      entries: [
        {
          kind: 'escalation.repeated',
          actor: 'keep-watch',
          text: `Nobody acknowledged this within ${escalation.repeatAfterSeconds} s: called target ${level} of ${escalation.levels}.`,
          data: { level },
        },
      ],
    });
    return 1;
  };

  /** How many were called again. */
  return async (): Promise<number> => {
    const { escalation } = (await policies.current()).integrations;
    if (escalation.levels < 2) return 0;
    const theirs = await handedOver(store, instant(clock()));
    const waiting = theirs.filter(({ acknowledgedAt }) => acknowledgedAt === undefined);
    const called = await eachAloneOf(waiting, AT_ONCE, ({ id }) => repeat(id, escalation));
    return called.reduce((all, one) => all + one, 0);
  };
};

export type RepeatEscalations = ReturnType<typeof makeRepeatEscalations>;
