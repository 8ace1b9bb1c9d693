import type { IncidentId } from '../domain/incident.ts';
import { instant, secondsBetween } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { PolicySource } from '../ports/policy-source.ts';
import { makeChangeIncident } from './change-incident.ts';

export interface AskForInvestigationDeps {
  readonly store: IncidentStore;
  readonly policies: PolicySource;
  readonly clock: Clock;
}

export type AskedForInvestigation =
  | { readonly outcome: 'asked' }
  | { readonly outcome: 'unknown' }
  /** The policy has no investigator. */
  | { readonly outcome: 'off' }
  /** A model is about to look, or looks. */
  | { readonly outcome: 'under_way' };

/** Beyond its budget, for what comes before and after. Seconds. */
const SLACK = 60;

/** Somebody wants a model to look: that is written down, and the outbox brings it to the investigator. */
export const makeAskForInvestigation = ({ store, policies, clock }: AskForInvestigationDeps) => {
  const change = makeChangeIncident(store);
  return async (id: IncidentId, subject: string): Promise<AskedForInvestigation> => {
    const { investigator } = await policies.current();
    if (investigator === undefined) return { outcome: 'off' };
    const whole = await store.readWhole(id);
    if (whole === undefined) return { outcome: 'unknown' };
    const newest = whole.timeline.findLast(({ kind }) => kind.startsWith('investigation.'));
    const isUnderWay =
      (newest?.kind === 'investigation.requested' || newest?.kind === 'investigation.started') &&
      secondsBetween(newest.at, instant(clock())) < investigator.budget.seconds + SLACK;
    if (isUnderWay) return { outcome: 'under_way' };
    const text = `${subject} asked for a model to look at it.`;
    await change(
      id,
      (current) =>
        current && {
          entries: [{ kind: 'investigation.requested', actor: `person:${subject}`, text, data: { by: subject } }],
        },
    );
    return { outcome: 'asked' };
  };
};

export type AskForInvestigation = ReturnType<typeof makeAskForInvestigation>;
