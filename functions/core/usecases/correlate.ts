import { isGroup } from '../domain/alert.ts';
import { explainsService } from '../domain/apart.ts';
import { belongingOf, type Calls, neighboursOf, type OpenTrouble, type Trouble } from '../domain/correlation.ts';
import { type Incident, isOver } from '../domain/incident.ts';
import { type CorrelationPolicy, callsOf } from '../domain/policy.ts';
import type { Reason } from '../domain/reason.ts';
import { plusSeconds } from '../domain/time.ts';
import type { IncidentStore, ServiceIncident } from '../ports/incident-store.ts';
import type { PolicySource } from '../ports/policy-source.ts';
import { policyIfAny } from './policy-if-any.ts';

export interface CorrelateDeps {
  readonly store: Pick<IncidentStore, 'list' | 'openIncidentsOfServices' | 'read' | 'readWhole'>;
  readonly policies: PolicySource;
}

/** Where a new trouble belongs: to an incident that is open, or to itself as long as nothing around it changes. */
export type Place =
  | { readonly to: 'open'; readonly incident: Incident; readonly reason: Reason; readonly because: string }
  | { readonly to: 'new'; readonly around: readonly ServiceIncident[] };

/** Looks at what is open about a service and the ones that it calls or is called by, and says where a trouble belongs. */
export const makeCorrelate = ({ store, policies }: CorrelateDeps) => {
  /**
   * In a storm, what people have already: nothing runs by itself then, and one more incident would only call them again.
   * A group that they know is told again when it fires again.
   */
  const handedOver = async (trouble: Trouble, { stormAfter, windowSeconds }: CorrelationPolicy) => {
    const openedSince = plusSeconds(trouble.startsAt, -windowSeconds);
    const { incidents } = await store.list({ openedSince, limit: 100 });
    return incidents.length < stormAfter ? [] : incidents.filter(({ status }) => status === 'escalated');
  };

  /** Whether some of these hold alerts of the same group. Each is read whole, so this is asked last. */
  const isKnownTo = async (some: readonly Incident[], trouble: Trouble): Promise<boolean> => {
    const holding = await Promise.all(some.map(({ id }) => store.readWhole(id)));
    return some.some((incident, i) =>
      [incident, ...(holding[i]?.alerts ?? []).flatMap(({ from }) => from ?? [])].some((one) => isGroup(one, trouble)),
    );
  };

  /** Without those whose cause is known and does not explain that service. */
  const within = async (open: readonly Incident[], service: string, calls: Calls): Promise<readonly Incident[]> => {
    const explains = await Promise.all(
      open.map(async ({ id, status, service: own }) => {
        if (status === 'open' || status === 'diagnosing' || own === service) return true;
        return explainsService((await store.readWhole(id))?.diagnoses.at(-1), service, calls);
      }),
    );
    return open.filter((_, i) => explains[i]);
  };

  return async (trouble: Trouble): Promise<Place> => {
    // Without a policy nobody knows who calls whom. Then each group is a trouble of its own: that loses nothing.
    const policy = trouble.service === undefined ? undefined : await policyIfAny(policies);
    if (trouble.service === undefined || policy === undefined) return { to: 'new', around: [] };
    const calls = callsOf(policy);
    const around = await store.openIncidentsOfServices([trouble.service, ...neighboursOf(calls, trouble.service)]);
    const ids = [...new Set(around.flatMap(({ incidentId }) => incidentId ?? []))];
    const read = await Promise.all(ids.map((id) => store.read(id)));
    const open = await within(
      read.filter((incident) => incident !== undefined).filter(takesIn),
      trouble.service,
      calls,
    );
    const among = (some: readonly Incident[]): Place | undefined => {
      const belonging = belongingOf(trouble, some.map(asTrouble), calls, policy.correlation);
      const incident = belonging.to === 'open' ? some.find(({ id }) => id === belonging.id) : undefined;
      if (belonging.to !== 'open' || incident === undefined) return undefined;
      return { to: 'open', incident, reason: belonging.reason, because: belonging.because };
    };
    const place = among(open);
    if (place !== undefined) return place;
    const theirs = await handedOver(trouble, policy.correlation);
    const withThem = among(theirs);
    return withThem === undefined || (await isKnownTo(theirs, trouble)) ? { to: 'new', around } : withThem;
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
