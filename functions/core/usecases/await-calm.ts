import type { Calm } from '../domain/calm.ts';
import { judgeCalm } from '../domain/calm.ts';
import type { IncidentChange } from '../domain/change.ts';
import { DependencyUnavailable } from '../domain/errors.ts';
import type { IncidentId, WholeIncident } from '../domain/incident.ts';
import { type Instant, instant } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { PolicySource } from '../ports/policy-source.ts';
import { expected } from './change-incident.ts';

export interface AwaitCalmDeps {
  readonly store: IncidentStore;
  readonly policies: PolicySource;
  readonly clock: Clock;
}

export type Awaited =
  /** There is something to right. */
  | { readonly outcome: 'settled' }
  | { readonly outcome: 'unsettled'; readonly waitSeconds: number }
  /** It righted itself, and is closed. */
  | { readonly outcome: 'over' }
  | { readonly outcome: 'superseded' };

const ACTOR = 'diagnose';
const ROUNDS = 10;

/**
 * Judges whether an incident still has something to right before it is diagnosed, planned for or handed over, and
 * closes one whose alerts resolved by themselves and stayed so. Safe to repeat.
 */
export const makeAwaitCalm = ({ store, policies, clock }: AwaitCalmDeps) => {
  const changeFor = (calm: Calm, calmSeconds: number, now: Instant): IncidentChange | undefined => {
    if (calm.is === 'over') {
      const text = `Closed: every alert resolved by itself before anything was done, and nothing changed for ${calmSeconds} s.`;
      return {
        to: 'closed',
        entries: [
          {
            kind: 'incident.closed',
            actor: ACTOR,
            reason: 'resolved_by_itself',
            text,
            data: { since: calm.since, calmSeconds },
          },
        ],
        facts: { closedAt: now, endedFor: 'resolved_by_itself', locks: [], flappingSince: undefined },
      };
    }
    if (calm.is === 'steady') {
      const text = `No longer flapping: it has fired without a break for ${calmSeconds} s.`;
      return {
        entries: [{ kind: 'incident.steadied', actor: ACTOR, text, data: { since: calm.since, calmSeconds } }],
        facts: { flappingSince: undefined },
      };
    }
    return undefined;
  };

  const read = async (id: IncidentId, attempt: number): Promise<WholeIncident | undefined> => {
    const whole = await store.readWhole(id);
    return expected(whole?.incident, attempt, ['open', 'diagnosing']) && whole;
  };

  return async (id: IncidentId, attempt: number): Promise<Awaited> => {
    const { calm: calmSeconds } = (await policies.current()).timings;
    for (let round = 0; round < ROUNDS; round += 1) {
      const whole = await read(id, attempt);
      if (whole === undefined) {
        const ended = expected(await store.read(id), attempt, ['closed']);
        return { outcome: ended?.endedFor === 'resolved_by_itself' ? 'over' : 'superseded' };
      }
      const now = instant(clock());
      const calm = judgeCalm(whole, calmSeconds, now);
      if (calm.is === 'unsettled') return { outcome: 'unsettled', waitSeconds: calm.seconds };
      const change = changeFor(calm, calmSeconds, now);
      if (change === undefined) return { outcome: 'settled' };
      const written = await store.commit(whole.incident, change);
      if (written.outcome === 'written') return { outcome: calm.is === 'over' ? 'over' : 'settled' };
    }
    throw new DependencyUnavailable('incident store', `${id} kept changing through ${ROUNDS} rounds`);
  };
};

export type AwaitCalm = ReturnType<typeof makeAwaitCalm>;
