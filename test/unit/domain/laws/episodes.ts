import { inIncident, inRecord, type Poison, RECOVERED, RELAPSED } from '../../../support/poison.ts';

export const EPISODES_POISONS: readonly Poison[] = [
  [
    'episodes-unshared',
    'a relapse without its link',
    inIncident(RELAPSED, (whole) => ({ ...whole, incident: { ...whole.incident, linkedTo: undefined } })),
  ],
  [
    'episodes-owned',
    'an episode of the older of two',
    inRecord(({ episodes, incidents }) => ({
      episodes: episodes.map((episode) =>
        episode.groupKey === 'recovered'
          ? { ...episode, incidentId: incidents[RECOVERED]?.incident.id ?? episode.incidentId }
          : episode,
      ),
    })),
  ],
];
