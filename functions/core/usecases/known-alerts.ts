import { type Alert, type AlertGroup, episodeOf } from '../domain/alert.ts';
import { type Incident, type IncidentId, isOver } from '../domain/incident.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { Known } from './draft-opening.ts';

/** Reads what the record knows of the alerts of a group already. */
export const makeKnownAlerts = (store: Pick<IncidentStore, 'incidentOfEpisode' | 'openIncidentOfGroup' | 'read'>) => {
  /** Hundreds of alerts mostly have one owner: it is read once. */
  const known = async (group: AlertGroup, alerts: readonly Alert[]): Promise<readonly Known[]> => {
    const claimed = await Promise.all(
      alerts.map(async (alert) => {
        const episode = episodeOf(group, alert);
        return { alert, episode, ownerId: await store.incidentOfEpisode(episode) };
      }),
    );
    const owners = new Map<IncidentId | undefined, Incident | undefined>();
    for (const id of new Set(claimed.flatMap(({ ownerId }) => ownerId ?? []))) owners.set(id, await store.read(id));
    return claimed.map(({ alert, episode, ownerId }) => ({ alert, episode, owner: owners.get(ownerId) }));
  };

  /** The incident that the group's alerts may join; one that ended since its pointer was read takes nobody in. */
  const openIncident = async ({ source, groupKey }: AlertGroup): Promise<Incident | undefined> => {
    const id = await store.openIncidentOfGroup(source, groupKey);
    const incident = id && (await store.read(id));
    return incident && !isOver(incident.status) ? incident : undefined;
  };

  return { known, openIncident };
};
