import { calmAfterEscalation } from '../domain/calm.ts';
import type { IncidentId } from '../domain/incident.ts';
import { instant, secondsBetween } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { PolicySource } from '../ports/policy-source.ts';
import { eachAloneOf } from './each-alone.ts';
import { handedOver } from './handed-over.ts';

export interface CloseWhenCalmDeps {
  readonly store: IncidentStore;
  readonly policies: PolicySource;
  readonly clock: Clock;
}

const AT_ONCE = 10;

/** Closes what people have once it is calm for long, so that nobody has to tidy up after what went away. */
export const makeCloseWhenCalm = ({ store, policies, clock }: CloseWhenCalmDeps) => {
  const closeIfCalm = async (id: IncidentId, calmSeconds: number): Promise<number> => {
    const whole = await store.readWhole(id);
    const now = instant(clock());
    const since = whole && calmAfterEscalation(whole, calmSeconds, now);
    if (whole === undefined || since === undefined) return 0;
    const written = await store.commit(whole.incident, {
      to: 'closed',
      entries: [
        {
          kind: 'incident.closed',
          actor: 'keep-watch',
          reason: 'calm_after_escalation',
          text: `Closed: its alerts have resolved, and nothing has changed since ${since}.`,
          data: { since, calmSeconds },
        },
      ],
      facts: { closedAt: now, endedFor: 'calm_after_escalation' },
    });
    // Whoever wrote first may have changed what was judged: the next round judges anew.
    return written.outcome === 'written' ? 1 : 0;
  };

  /** How many were closed. */
  return async (): Promise<number> => {
    const { calmAfterEscalation: calmSeconds } = (await policies.current()).timings;
    const now = instant(clock());
    // What was opened less than the calm period ago cannot have been calm for that long, and need not be read whole.
    const old = (await handedOver(store, now)).filter(({ openedAt }) => secondsBetween(openedAt, now) >= calmSeconds);
    const closed = await eachAloneOf(old, AT_ONCE, ({ id }) => closeIfCalm(id, calmSeconds));
    return closed.reduce((all, one) => all + one, 0);
  };
};

export type CloseWhenCalm = ReturnType<typeof makeCloseWhenCalm>;
