import { type Alert, type AlertGroup, callsForIncident, type Episode, episodeOf } from '../domain/alert.ts';
import { DependencyUnavailable } from '../domain/errors.ts';
import { type Incident, type IncidentId, isOver } from '../domain/incident.ts';
import type { Reason } from '../domain/reason.ts';
import type { ReceiptState } from '../domain/receipt.ts';
import { type Instant, instant, secondsBetween } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { PolicySource } from '../ports/policy-source.ts';
import type { Workflow } from '../ports/workflow.ts';

export interface AcceptDeps {
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

interface Known {
  readonly alert: Alert;
  readonly episode: Episode;
  readonly owner: Incident | undefined;
}

const ACTOR = 'intake';
const ROUNDS = 10;
/** How far back an earlier incident of the same group is looked for, to link to it. */
const EARLIER = 20;

/** Opens once per trouble: new episodes open or join, known ones change nothing, resolved ones are recorded. */
export const makeAcceptNotification = (deps: AcceptDeps) => {
  const { store, policies, workflow, clock, ids } = deps;

  const ownerOf = async (episode: Episode): Promise<Incident | undefined> => {
    const id = await store.incidentOfEpisode(episode);
    return id && store.read(id);
  };

  const known = (group: AlertGroup, alerts: readonly Alert[]): Promise<readonly Known[]> =>
    Promise.all(
      alerts.map(async (alert) => {
        const episode = episodeOf(group, alert);
        return { alert, episode, owner: await ownerOf(episode) };
      }),
    );

  const firing = async (group: AlertGroup, alerts: readonly Alert[], receivedAt: Instant): Promise<Accepted> => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const seen = await known(group, alerts);
      const fresh = seen.filter(({ owner }) => owner === undefined);
      const openId = await store.openIncidentOfGroup(group.source, group.groupKey);
      const open = openId && (await store.read(openId));
      if (fresh.length > 0 && open) {
        const text = `${names(fresh)} joined: the same group as what is open.`;
        const entry = { kind: 'alert.joined', actor: ACTOR, reason: 'same_group', text } as const;
        if ((await store.join(open, fresh, entry)) === 'joined')
          return { state: 'joined', incidentId: open.id, reason: 'same_group' };
        continue;
      }
      const relapsed = fresh.length > 0 ? [] : await relapsedAmong(seen);
      const opening = fresh.length > 0 ? fresh : relapsed;
      if (opening.length === 0) return duplicate(seen);
      const opened = await openFor(group, opening, receivedAt);
      if (opened !== undefined) return { state: 'opened', incidentId: opened.id, reason: opened.openedFor };
    }
    throw new DependencyUnavailable('intake', `group ${group.groupKey} was contended through ${ROUNDS} rounds`);
  };

  /** A crash between opening and starting leaves an incident that nobody works on; its repeat starts it. */
  const duplicate = async (seen: readonly Known[]): Promise<Accepted> => {
    const owner = seen.find((one) => one.owner !== undefined)?.owner;
    if (owner?.status === 'open') await workflow.start(owner.id, owner.attempt);
    return { state: 'duplicate', incidentId: owner?.id };
  };

  const relapsedAmong = async (seen: readonly Known[]): Promise<readonly Known[]> => {
    const { timings } = await policies.current();
    const now = instant(clock());
    return seen.filter(
      ({ owner }) =>
        owner?.closedAt !== undefined &&
        owner.endedFor === 'recovery_measured' &&
        secondsBetween(owner.closedAt, now) > timings.relapse,
    );
  };

  const openFor = async (
    group: AlertGroup,
    seen: readonly Known[],
    receivedAt: Instant,
  ): Promise<Incident | undefined> => {
    const [first] = seen;
    if (first === undefined) return undefined;
    const takenFrom = first.owner?.id;
    const alerts = seen.filter(({ owner }) => owner?.id === takenFrom);
    const { service } = alerts.find(({ alert }) => alert.service !== undefined)?.alert ?? {};
    const earlier = takenFrom ?? (await handedOver(group, service));
    const openedFor: Reason = takenFrom ? 'relapsed' : earlier ? 'after_escalation' : 'new_group';
    const title = `${[...new Set(alerts.map(({ alert }) => alert.name))].join(', ')}${service ? ` on ${service}` : ''}`;
    const opened = await store.open({
      incident: {
        id: ids.incident(),
        source: group.source,
        groupKey: group.groupKey,
        service,
        title: title.slice(0, 200),
        severity: alerts.find(({ alert }) => alert.severity !== undefined)?.alert.severity ?? 'unknown',
        openedAt: instant(clock()),
        openedFor,
        linkedTo: earlier,
      },
      alerts,
      takenFrom,
      entries: [
        {
          kind: 'incident.opened',
          actor: ACTOR,
          reason: openedFor,
          text: `${names(alerts)} fired${service ? ` for ${service}` : ''}${earlier ? `, after ${earlier}` : ''}.`,
          data: { receivedAt, startsAt: alerts.map(({ alert }) => alert.startsAt).toSorted()[0] ?? receivedAt },
        },
      ],
    });
    if (opened.outcome === 'taken') return undefined;
    await workflow.start(opened.incident.id, opened.incident.attempt);
    return opened.incident;
  };

  const handedOver = async (group: AlertGroup, service: string | undefined): Promise<IncidentId | undefined> => {
    const { incidents } = await store.list({ status: 'escalated', service, limit: EARLIER });
    return incidents.find(({ source, groupKey }) => source === group.source && groupKey === group.groupKey)?.id;
  };

  const resolved = async (group: AlertGroup, alerts: readonly Alert[]): Promise<Accepted> => {
    const seen = await known(group, alerts);
    const owners = new Set(seen.flatMap(({ owner }) => (owner ? [owner.id] : [])));
    for (const id of owners)
      await recordResolved(
        id,
        seen.filter(({ owner }) => owner?.id === id),
      );
    return { state: 'recorded', incidentId: [...owners][0], reason: owners.size === 0 ? 'nothing_firing' : undefined };
  };

  const recordResolved = async (id: IncidentId, seen: readonly Known[]): Promise<void> => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const whole = await store.readWhole(id);
      if (whole === undefined) return;
      const news = seen.filter(({ alert }) =>
        whole.alerts.some((held) => isSame(held, alert) && held.status === 'firing'),
      );
      if (news.length === 0) return;
      const text = `${names(news)} resolved${isOver(whole.incident.status) ? ', after this had ended' : ''}.`;
      const entry = { kind: 'alert.resolved', actor: ACTOR, text } as const;
      if (
        (await store.resolveAlerts(
          whole.incident,
          news.map(({ alert }) => alert),
          entry,
        )) === 'recorded'
      )
        return;
    }
    throw new DependencyUnavailable('intake', `${id} kept changing through ${ROUNDS} rounds`);
  };

  return async (group: AlertGroup, receivedAt: Instant): Promise<Accepted> => {
    const calling = group.alerts.filter((alert) => callsForIncident(alert) === true);
    const [quiet] = group.alerts.map(callsForIncident).filter((answer) => answer !== true);
    const over = calling.filter(({ status }) => status === 'resolved');
    const burning = calling.filter(({ status }) => status === 'firing');
    const recorded = over.length > 0 ? await resolved(group, over) : undefined;
    if (burning.length > 0) return firing(group, burning, receivedAt);
    return recorded ?? { state: 'recorded', reason: quiet ?? 'nothing_firing' };
  };
};

const isSame = (a: Alert, b: Alert): boolean => a.fingerprint === b.fingerprint && a.startsAt === b.startsAt;

const names = (seen: readonly Pick<Known, 'alert'>[]): string => {
  const all = [...new Set(seen.map(({ alert }) => alert.name))];
  return all.length > 3 ? `${all.slice(0, 3).join(', ')} and ${all.length - 3} more` : all.join(', ');
};
