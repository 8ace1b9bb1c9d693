import { ANY_GROUP } from '../../../../functions/core/domain/alert.ts';
import type { WholeIncident } from '../../../../functions/core/domain/incident.ts';
import {
  type Change,
  inIncident,
  inRecord,
  type Poison,
  RECOVERED,
  RELAPSED,
  SECOND_TRY,
  UNDER_WAY,
} from '../../../support/poison.ts';

/** Changes the second try by what the one under way is. */
const asUnderWay = (change: (whole: WholeIncident, rival: WholeIncident) => WholeIncident): Change =>
  inRecord(({ incidents }) => ({
    incidents: incidents.map((whole, i) => {
      const rival = incidents[UNDER_WAY];
      return i === SECOND_TRY && rival !== undefined ? change(whole, rival) : whole;
    }),
  }));

export const EPISODES_POISONS: readonly Poison[] = [
  [
    'episodes-unshared',
    'a relapse without its link',
    inIncident(RELAPSED, (whole) => ({ ...whole, incident: { ...whole.incident, linkedTo: undefined } })),
  ],
  [
    'opened-once',
    'a second open incident about one group',
    asUnderWay(({ incident, alerts, ...parts }, rival) => ({
      ...parts,
      alerts: alerts.map((alert) => ({ ...alert, from: { source: incident.source, groupKey: incident.groupKey } })),
      incident: { ...incident, groupKey: rival.incident.groupKey },
    })),
  ],
  [
    'opened-once',
    'a firing that was sent to one open incident and found by looking for another',
    asUnderWay((whole, rival) => ({
      ...whole,
      alerts: [
        ...whole.alerts,
        ...rival.alerts.map((alert) => ({ ...alert, from: { source: rival.incident.source, groupKey: ANY_GROUP } })),
      ],
    })),
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
