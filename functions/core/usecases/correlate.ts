import { belongingOf, neighboursOf, type OpenTrouble, type Trouble } from '../domain/correlation.ts';
import { ContractViolation } from '../domain/errors.ts';
import { type Incident, isOver } from '../domain/incident.ts';
import { callsOf, type Policy } from '../domain/policy.ts';
import type { Reason } from '../domain/reason.ts';
import type { IncidentStore, ServiceIncident } from '../ports/incident-store.ts';
import type { PolicySource } from '../ports/policy-source.ts';

export interface CorrelateDeps {
  readonly store: Pick<IncidentStore, 'openIncidentsOfServices' | 'read'>;
  readonly policies: PolicySource;
}

/** Where a new trouble belongs: to an incident that is open, or to itself as long as nothing around it changes. */
export type Place =
  | { readonly to: 'open'; readonly incident: Incident; readonly reason: Reason; readonly because: string }
  | { readonly to: 'new'; readonly around: readonly ServiceIncident[] };

/** Looks at what is open about a service and the ones that it calls or is called by, and says where a trouble belongs. */
export const makeCorrelate = ({ store, policies }: CorrelateDeps) => {
  /** Without a policy nobody knows who calls whom. Then each group is a trouble of its own: that loses nothing. */
  const known = async (): Promise<Policy | undefined> => {
    try {
      return await policies.current();
    } catch (error) {
      if (error instanceof ContractViolation) return undefined;
      throw error;
    }
  };

  return async (trouble: Trouble): Promise<Place> => {
    const policy = trouble.service === undefined ? undefined : await known();
    if (trouble.service === undefined || policy === undefined) return { to: 'new', around: [] };
    const calls = callsOf(policy);
    const around = await store.openIncidentsOfServices([trouble.service, ...neighboursOf(calls, trouble.service)]);
    const ids = [...new Set(around.flatMap(({ incidentId }) => incidentId ?? []))];
    const read = await Promise.all(ids.map((id) => store.read(id)));
    const open = read.filter((incident) => incident !== undefined).filter(takesIn);
    const belonging = belongingOf(trouble, open.map(asTrouble), calls, policy.correlation);
    const incident = belonging.to === 'open' ? open.find(({ id }) => id === belonging.id) : undefined;
    return belonging.to === 'open' && incident !== undefined
      ? { to: 'open', incident, reason: belonging.reason, because: belonging.because }
      : { to: 'new', around };
  };
};

/** What has recovered is about to close: a trouble that shows itself now was not cured by that. */
const takesIn = ({ status }: Incident): boolean => !isOver(status) && status !== 'resolved';

const asTrouble = ({ id, source, groupKey, service, startsAt, openedAt, swallowed = 0 }: Incident): OpenTrouble => ({
  id,
  source,
  groupKey,
  service,
  startsAt: startsAt ?? openedAt,
  swallowed,
});
