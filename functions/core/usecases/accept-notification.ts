import { type Alert, type AlertGroup, callsForIncident, isGroup } from '../domain/alert.ts';
import { DependencyUnavailable } from '../domain/errors.ts';
import { type Incident, type IncidentId, isOver } from '../domain/incident.ts';
import { OURSELVES } from '../domain/ourselves.ts';
import type { Reason } from '../domain/reason.ts';
import type { ReceiptState } from '../domain/receipt.ts';
import { type Instant, instant, secondsBetween } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { PolicySource } from '../ports/policy-source.ts';
import type { Workflow } from '../ports/workflow.ts';
import { namesOf } from './alert-names.ts';
import { makeCorrelate, type Place } from './correlate.ts';
import { alertsOf, beginningOf, draftOpening, heldBy, type Known, serviceOf } from './draft-opening.ts';
import { makeKnownAlerts } from './known-alerts.ts';
import { makeNoticeFlapping, type NoticeFlappingDeps } from './notice-flapping.ts';
import { makePlaceAlerts } from './place-alerts.ts';
import { makeRecordResolved } from './record-resolved.ts';
import { makeWithholdAlerts, type WithholdDeps } from './withhold-alerts.ts';

export interface AcceptDeps extends Pick<WithholdDeps, 'windows' | 'held'>, Pick<NoticeFlappingDeps, 'flaps'> {
  readonly store: IncidentStore;
  readonly policies: PolicySource;
  readonly workflow: Workflow;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** What became of a group of alerts. */
export interface Accepted {
  readonly state: Extract<ReceiptState, 'opened' | 'joined' | 'duplicate' | 'recorded'>;
  readonly incidentId?: IncidentId | undefined;
  readonly reason?: Reason | undefined;
}

const ACTOR = 'intake';
const ROUNDS = 20;
/** How far back an earlier incident of the same group is looked for, to link to it. */
const EARLIER = 20;

/** Opens once per trouble: new episodes open or join, known ones change nothing, resolved ones are recorded. */
export const makeAcceptNotification = (deps: AcceptDeps) => {
  const { store, policies, workflow, clock, ids, held } = deps;
  const recordResolved = makeRecordResolved(store);
  const placed = makePlaceAlerts(store);
  const { known, openIncident } = makeKnownAlerts(store);
  const correlate = makeCorrelate(deps);
  const withhold = makeWithholdAlerts(deps);
  const flapping = makeNoticeFlapping(deps);

  const firing = async (group: AlertGroup, alerts: readonly Alert[], receivedAt: Instant): Promise<Accepted> => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const seen = await known(group, alerts);
      const fresh = seen.filter(({ owner }) => owner === undefined);
      const open = await openIncident(group);
      if (open !== undefined) {
        if (fresh.length === 0) return duplicate(seen, open);
        if (await joined(open, fresh)) return { state: 'joined', incidentId: open.id, reason: 'same_group' };
        continue;
      }
      const opening = fresh.length > 0 ? fresh : await relapsedAmong(seen, receivedAt);
      if (opening.length === 0) return duplicate(seen);
      const place = await correlate({
        ...{ source: group.source, groupKey: group.groupKey, service: serviceOf(opening) },
        startsAt: beginningOf(opening) ?? receivedAt,
      });
      if (place.to === 'open' && fresh.length > 0) {
        if (await takenIn(group, fresh, place))
          return { state: 'joined', incidentId: place.incident.id, reason: place.reason };
        continue;
      }
      const opened = await openFor(group, seen, opening, receivedAt, place);
      if (opened !== undefined) return { state: 'opened', incidentId: opened.id, reason: opened.openedFor };
    }
    throw new DependencyUnavailable('intake', `group ${group.groupKey} was contended through ${ROUNDS} rounds`);
  };

  const joined = async (open: Incident, fresh: readonly Known[]): Promise<boolean> => {
    const text = `${namesOf(alertsOf(fresh))} joined: the same group as what is open.`;
    const entry = { kind: 'alert.joined', actor: ACTOR, reason: 'same_group', text } as const;
    if ((await store.join(open, heldBy(open, fresh), entry)) === 'conflict') return false;
    await flapping.watch(open.id, open.source, alertsOf(fresh));
    await ensureStarted(open);
    return true;
  };

  /** A group that belongs to what another one opened; from now on that is its incident too. */
  const takenIn = async (
    { source, groupKey }: AlertGroup,
    fresh: readonly Known[],
    { incident, reason, because }: Extract<Place, { to: 'open' }>,
  ): Promise<boolean> => {
    if (isGroup(incident, { source, groupKey })) return false;
    const text = `${namesOf(alertsOf(fresh))} joined because ${because}.`;
    const entry = { kind: 'alert.joined', actor: ACTOR, reason, text, data: { source, groupKey, because } } as const;
    // What is over is no group's open incident: more of that group is correlated anew.
    const group = isOver(incident.status) ? undefined : { source, groupKey };
    if ((await store.join(incident, heldBy(incident, fresh), entry, group)) === 'conflict') return false;
    await flapping.watch(incident.id, source, alertsOf(fresh));
    await ensureStarted(incident);
    return true;
  };

  const duplicate = async (seen: readonly Known[], open?: Incident): Promise<Accepted> => {
    const owner = open ?? seen.find((one) => one.owner !== undefined)?.owner;
    if (owner !== undefined) await ensureStarted(owner);
    return { state: 'duplicate', incidentId: owner?.id };
  };

  /** A crash between opening and starting leaves an incident that nobody works on; whatever comes next starts it. */
  const ensureStarted = async ({ id, status, attempt }: Incident): Promise<void> => {
    if (status === 'open') await workflow.start(id, attempt);
  };

  /** Judged by when it was sent to us: a notification that waited in the queue says nothing about the present. */
  const relapsedAmong = async (seen: readonly Known[], receivedAt: Instant): Promise<readonly Known[]> => {
    const calmed = seen.filter(({ owner }) => owner?.endedFor === 'recovery_measured');
    if (calmed.length === 0) return [];
    const { timings } = await policies.current();
    return calmed.filter(
      ({ owner }) => owner?.closedAt !== undefined && secondsBetween(owner.closedAt, receivedAt) > timings.relapse,
    );
  };

  const openFor = async (
    group: AlertGroup,
    seen: readonly Known[],
    opening: readonly Known[],
    receivedAt: Instant,
    place: Place,
  ): Promise<Incident | undefined> => {
    const takenFrom = opening[0]?.owner?.id;
    const mine = opening.filter(({ owner }) => owner?.id === takenFrom);
    const linkedTo = takenFrom ?? (await handedOver(group, seen, serviceOf(mine)));
    const openedFor: Reason = group.because ?? (takenFrom ? 'relapsed' : linkedTo ? 'after_escalation' : 'new_group');
    const opened = await store.open(
      draftOpening({
        ...{ id: ids.incident(), group, seen: mine, receivedAt, now: instant(clock()) },
        ...{ openedFor, linkedTo, takenFrom, around: place.to === 'new' ? place.around : undefined },
        flapping: await flapping.among(group.source, alertsOf(mine)),
      }),
    );
    if (opened.outcome === 'taken') return undefined;
    await ensureStarted(opened.incident);
    return opened.incident;
  };

  const handedOver = async (
    group: AlertGroup,
    seen: readonly Known[],
    service: string | undefined,
  ): Promise<IncidentId | undefined> => {
    const theirs = seen.findLast(({ owner }) => owner?.status === 'escalated')?.owner;
    if (theirs !== undefined) return theirs.id;
    const { incidents } = await store.list({ status: 'escalated', service, limit: EARLIER });
    return incidents.find((incident) => isGroup(incident, group))?.id;
  };

  const resolved = async (group: AlertGroup, over: readonly Alert[]): Promise<Accepted> => {
    const seen = await known(group, over);
    await held.release(seen.flatMap(({ episode, owner }) => (owner === undefined ? [episode] : [])));
    const owners = [...new Map(seen.flatMap(({ owner }) => (owner ? [[owner.id, owner] as const] : []))).values()];
    for (const owner of owners) {
      const theirs = seen.filter((one) => one.owner?.id === owner.id);
      const alerts = alertsOf(heldBy(owner, theirs));
      await recordResolved(owner.id, alerts);
      await flapping.watch(owner.id, group.source, alerts);
    }
    const reason = owners.length === 0 ? 'nothing_firing' : undefined;
    return { state: 'recorded', incidentId: owners[0]?.id, reason };
  };

  return async (sent: AlertGroup, receivedAt: Instant): Promise<Accepted> => {
    const group = await placed(sent);
    const answers = group.alerts.map(callsForIncident);
    const calling = group.alerts.filter((_, i) => answers[i] === true);
    const over = calling.filter(({ status }) => status === 'resolved');
    const burning = calling.filter(({ status }) => status === 'firing');
    const recorded = over.length > 0 ? await resolved(group, over) : undefined;
    const left = group.source === OURSELVES ? burning : await withhold(group, burning);
    if (left.length > 0) return firing(group, left, receivedAt);
    if (burning.length > 0) return { state: 'recorded', reason: 'maintenance' };
    const quiet = answers.find((answer) => answer !== true);
    return recorded ?? { state: 'recorded', reason: quiet ?? 'nothing_firing' };
  };
};

export type AcceptNotification = ReturnType<typeof makeAcceptNotification>;
