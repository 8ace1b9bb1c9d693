import type { IncidentStore } from '../../core/ports/incident-store.ts';
import { commitChange } from './commit-change.ts';
import { episodesOf, incidentOfEpisode } from './find-episodes.ts';
import { getItem } from './get-items.ts';
import { openPointerFrom, servicePointerFrom } from './items/open-pointer.ts';
import { joinAlerts, resolveAlerts } from './join-alerts.ts';
import { openKey, openServiceKey } from './keys.ts';
import { listIncidents } from './list-incidents.ts';
import { firingOf, unfinishedIncidents } from './list-unfinished.ts';
import { openIncident } from './open-incident.ts';
import { readIncident, readWholeIncident } from './read-incident.ts';
import { splitAlerts } from './split-alerts.ts';
import type { Writing } from './writing.ts';

/** Incidents in the table; README.md lists how each question is answered. */
export const dynamoIncidentStore = (writing: Writing): IncidentStore => {
  const { table, digest } = writing;
  return {
    incidentOfEpisode: (episode) => incidentOfEpisode(table, episode, digest),
    episodesOf: (firing) => episodesOf(table, firing, digest),
    firing: (source) => firingOf(table, source),
    unfinished: () => unfinishedIncidents(table),
    openIncidentOfGroup: async (source, groupKey) => {
      const item = await getItem(table, openKey({ source, groupKey }, digest));
      return item && openPointerFrom(item).incidentId;
    },
    openIncidentsOfServices: (services) =>
      Promise.all(
        services.map(async (service) => {
          const item = await getItem(table, openServiceKey(service, digest));
          return { service, incidentId: item && servicePointerFrom(item).incidentId };
        }),
      ),
    open: (opening) => openIncident(writing, opening),
    join: (before, alerts, entry, group) => joinAlerts(writing, before, alerts, entry, group),
    split: (before, entries, opening, there) => splitAlerts(writing, before, entries, opening, there),
    resolveAlerts: (before, alerts, entry) => resolveAlerts(writing, before, alerts, entry),
    read: (id) => readIncident(table, id),
    readWhole: (id) => readWholeIncident(table, id),
    commit: (before, change) => commitChange(writing, before, change),
    list: (filter) => listIncidents(table, filter),
  };
};
