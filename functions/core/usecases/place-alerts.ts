import { type Alert, type AlertGroup, episodeOf, isGroup, type SentAlert } from '../domain/alert.ts';
import type { IncidentId } from '../domain/incident.ts';
import type { IncidentStore } from '../ports/incident-store.ts';

/**
 * Finds out which firing on record an alert speaks of, where its source does not say when that began: by the source's
 * own name for the firing, else by what still burns with the same fingerprint and began before. It gets its beginning.
 */
export const makePlaceAlerts =
  (store: Pick<IncidentStore, 'incidentOfEpisode' | 'openIncidentOfGroup' | 'readWhole'>) =>
  async (group: AlertGroup): Promise<AlertGroup> => {
    if (!group.alerts.some(isUncertain)) return group;
    const openId = await store.openIncidentOfGroup(group.source, group.groupKey);

    /** What an incident holds of this group; others that it took in may use the same fingerprints. */
    const heldBy = async (id: IncidentId | undefined): Promise<readonly Alert[]> => {
      const whole = id && (await store.readWhole(id));
      return whole ? whole.alerts.filter(({ from }) => isGroup(from ?? whole.incident, group)) : [];
    };

    const placed = async (alert: SentAlert): Promise<readonly Alert[]> => {
      if (!isUncertain(alert)) return [alert];
      const { startUnknown, ...itself } = alert;
      const knownTo = await store.incidentOfEpisode(episodeOf(group, alert));
      const named = (await heldBy(knownTo)).filter((held) => isNamed(held, alert));
      if (named.length > 0) return named.map((held) => startedAs(held, itself));
      if (startUnknown !== true || (knownTo !== undefined && alert.status === 'firing')) return [itself];
      const burning = (await heldBy(openId)).filter((held) => mayBe(held, alert));
      if (burning.length === 0) return [itself];
      return (alert.status === 'firing' ? burning.slice(-1) : burning).map((held) => startedAs(held, itself));
    };

    return { ...group, alerts: (await Promise.all(group.alerts.map(placed))).flat() };
  };

const isUncertain = ({ startUnknown, firingKey }: SentAlert): boolean =>
  startUnknown === true || firingKey !== undefined;

const isNamed = (held: Alert, alert: Alert): boolean =>
  alert.firingKey !== undefined && held.fingerprint === alert.fingerprint && held.firingKey === alert.firingKey;

/** A message never speaks of a firing that began after it was sent. */
const mayBe = (held: Alert, alert: Alert): boolean =>
  held.fingerprint === alert.fingerprint &&
  held.status === 'firing' &&
  held.startsAt <= (alert.endsAt ?? alert.startsAt);

const startedAs = ({ startsAt, firingKey }: Alert, alert: Alert): Alert => ({ ...alert, startsAt, firingKey });
