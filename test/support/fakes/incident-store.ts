import { type Alert, ANY_GROUP } from '../../../functions/core/domain/alert.ts';
import { type Applied, applyChange, type IncidentChange } from '../../../functions/core/domain/change.ts';
import { releasing, swallowing } from '../../../functions/core/domain/correlation.ts';
import { type Incident, isOver, type WholeIncident } from '../../../functions/core/domain/incident.ts';
import { instant } from '../../../functions/core/domain/time.ts';
import { CHAIN_START, type Digest } from '../../../functions/core/domain/timeline.ts';
import type { Clock } from '../../../functions/core/ports/clock.ts';
import type { IncidentStore, Opening } from '../../../functions/core/ports/incident-store.ts';
import { alertKey, episodeKey, groupPointer, holdersIn, type Memory } from './memory.ts';

/** What a fake over the shared memory is made from. */
export interface MemoryDeps {
  readonly memory: Memory;
  readonly clock: Clock;
  readonly digest: Digest;
}

/** Incidents in memory, held to the same contract as the table. */
export const inMemoryIncidentStore = ({ memory, clock, digest }: MemoryDeps): IncidentStore => {
  const now = () => instant(clock());
  const wholeAt = ({ id, seq }: Incident): WholeIncident | undefined => {
    const whole = memory.incidents.get(id);
    return whole?.incident.seq === seq ? whole : undefined;
  };
  const holdersOf = holdersIn(memory);
  const take = (alerts: Opening['alerts'], incident: Incident) => {
    for (const { episode } of alerts) memory.episodes.set(episodeKey(episode), { episode, incidentId: incident.id });
  };

  return {
    incidentOfEpisode: async (episode) =>
      [episode, { ...episode, groupKey: ANY_GROUP }].flatMap((one) => memory.episodes.get(episodeKey(one)) ?? [])[0]
        ?.incidentId,
    episodesOf: async (firing) =>
      [...memory.episodes.values()]
        .filter(({ episode }) => episodeKey({ ...episode, ...firing }) === episodeKey(episode))
        .map(({ episode, incidentId }) => ({ ...episode, incidentId })),
    firing: async (source) =>
      [...memory.incidents.values()].flatMap(({ incident, alerts }) =>
        alerts
          .filter(({ status, from = incident }) => status === 'firing' && from.source === source)
          .map((alert) => ({ incident, alert })),
      ),
    unfinished: async () =>
      [...memory.incidents.values()].map(({ incident }) => incident).filter(({ status }) => !isOver(status)),
    openIncidentOfGroup: async (source, groupKey) => memory.pointers.get(groupPointer(source, groupKey)),

    openIncidentsOfServices: async (services) =>
      services.map((service) => ({ service, incidentId: memory.services.get(service) })),

    open: async ({ incident, alerts, entries, takenFrom, around = [] }) => {
      const pointer = groupPointer(incident.source, incident.groupKey);
      const heldByOthers = alerts.flatMap(holdersOf).some((holder) => holder !== takenFrom);
      const changed = around.some(({ service, incidentId }) => memory.services.get(service) !== incidentId);
      if (memory.pointers.has(pointer) || memory.incidents.has(incident.id) || heldByOthers || changed)
        return { outcome: 'taken' };

      const applied = applyChange(unopened(incident), { entries }, now(), digest);
      memory.pointers.set(pointer, incident.id);
      if (incident.service !== undefined) memory.services.set(incident.service, incident.id);
      take(alerts, applied.incident);
      memory.incidents.set(
        incident.id,
        grown(
          NOTHING,
          applied,
          {},
          alerts.map(({ alert }) => alert),
        ),
      );
      return { outcome: 'opened', incident: applied.incident };
    },

    join: async (before, alerts, entry, group) => {
      const whole = wholeAt(before);
      const pointer = group && groupPointer(group.source, group.groupKey);
      if (pointer !== undefined && memory.pointers.has(pointer)) return 'conflict';
      if (whole === undefined || alerts.flatMap(holdersOf).length > 0) return 'conflict';

      const facts = swallowing(before, alerts);
      const applied = applyChange(before, { entries: [entry], facts }, now(), digest);
      if (pointer !== undefined) memory.pointers.set(pointer, before.id);
      take(alerts, applied.incident);
      memory.incidents.set(
        before.id,
        grown(
          whole,
          applied,
          {},
          alerts.map(({ alert }) => alert),
        ),
      );
      return 'joined';
    },

    split: async (before, entries, { incident, alerts, entries: opening }, there) => {
      const whole = wholeAt(before);
      const { source, groupKey } = alerts[0]?.alert.from ?? incident;
      const group = { source, groupKey };
      const pointer = groupPointer(source, groupKey);
      const holder = memory.pointers.get(pointer);
      const target = there && wholeAt(there);
      const to = there?.id ?? incident.id;
      if (whole === undefined || (there !== undefined && (target === undefined || isOver(there.status))))
        return 'conflict';
      if (holder !== undefined && holder !== before.id && holder !== to) return 'conflict';

      const here = applyChange(
        before,
        { entries: [entries.here], facts: releasing(before, alerts.length) },
        now(),
        digest,
      );
      const gone = new Set(alerts.map(({ alert }) => alertKey({ ...alert, from: group })));
      memory.incidents.set(before.id, {
        ...grown(whole, here, {}, []),
        alerts: whole.alerts.filter((alert) => !gone.has(alertKey(alert))),
      });
      const applied =
        there === undefined
          ? applyChange(unopened(incident), { entries: opening }, now(), digest)
          : applyChange(there, { entries: [entries.there], facts: swallowing(there, alerts) }, now(), digest);
      const moved = alerts.map(({ alert }) => alert);
      memory.incidents.set(to, grown(target ?? NOTHING, applied, {}, moved));
      memory.pointers.set(pointer, to);
      if (there === undefined && incident.service !== undefined) memory.services.set(incident.service, to);
      take(alerts, applied.incident);
      return 'split';
    },

    resolveAlerts: async (before, alerts, entry) => {
      const whole = wholeAt(before);
      if (whole === undefined) return 'conflict';

      memory.incidents.set(
        before.id,
        grown(whole, applyChange(before, { entries: [entry] }, now(), digest), {}, alerts),
      );
      return 'recorded';
    },

    read: async (id) => memory.incidents.get(id)?.incident,
    readWhole: async (id) => memory.incidents.get(id),

    commit: async (before, change) => {
      const applied = applyChange(before, change, now(), digest);
      const whole = wholeAt(before);
      if (whole === undefined) return { outcome: 'conflict' };

      const over = change.to !== undefined && isOver(change.to);
      const incident = over || change.frees === true ? { ...applied.incident, locks: [] } : applied.incident;
      if (over) free(memory, before);
      else if (change.frees === true) freeLocks(memory, before);
      memory.incidents.set(before.id, grown(whole, { ...applied, incident }, change, []));
      return { outcome: 'written', incident };
    },

    list: async ({ status, service, openedSince, limit, cursor }) => {
      const matching = [...memory.incidents.values()]
        .map(({ incident }) => incident)
        .filter((incident) => status === undefined || incident.status === status)
        .filter((incident) => service === undefined || incident.service === service)
        .filter((incident) => openedSince === undefined || incident.openedAt >= openedSince)
        .filter((incident) => cursor === undefined || incident.id < cursor)
        .sort((a, b) => (a.id < b.id ? 1 : -1));
      const incidents = matching.slice(0, limit);
      return { incidents, cursor: matching.length > limit ? incidents.at(-1)?.id : undefined };
    },
  };
};

const NOTHING: Omit<WholeIncident, 'incident'> = {
  alerts: [],
  diagnoses: [],
  plans: [],
  approvals: [],
  actions: [],
  verifications: [],
  timeline: [],
};

const unopened = (incident: Opening['incident']): Incident => ({
  ...incident,
  status: 'open',
  seq: 0,
  head: CHAIN_START,
  attempt: 1,
  locks: [],
  updatedAt: incident.openedAt,
});

const free = (memory: Memory, { id, locks }: Incident): void => {
  for (const pointers of [memory.pointers, memory.services])
    for (const [pointer, holder] of pointers) if (holder === id) pointers.delete(pointer);
  freeLocks(memory, { id, locks });
};

const freeLocks = (memory: Memory, { id, locks }: Pick<Incident, 'id' | 'locks'>): void => {
  for (const target of locks) if (memory.locks.get(target)?.incidentId === id) memory.locks.delete(target);
};

/** The whole incident after a write: the same alert or action replaces the older one. */
export const grown = (
  whole: Omit<WholeIncident, 'incident'>,
  { incident, entries }: Applied,
  { diagnosis, plan, approval, action, verification }: Omit<IncidentChange, 'entries'>,
  alerts: readonly Alert[],
): WholeIncident => ({
  incident,
  alerts: [...new Map([...whole.alerts, ...alerts].map((alert) => [alertKey(alert), alert])).values()],
  diagnoses: [...whole.diagnoses, ...(diagnosis ? [diagnosis] : [])],
  plans: [...whole.plans, ...(plan ? [plan] : [])],
  approvals: [...new Map([...whole.approvals, ...(approval ? [approval] : [])].map((one) => [one.id, one])).values()],
  actions: [...new Map([...whole.actions, ...(action ? [action] : [])].map((one) => [one.key, one])).values()],
  verifications: [...whole.verifications, ...(verification ? [verification] : [])],
  timeline: [...whole.timeline, ...entries],
});
