import { perhaps } from '../client.ts';
import { h } from '../dom.ts';
import { AuditView, IncidentView, SeriesView } from '../shapes.ts';
import { asked, question } from '../story/asked.ts';
import { audited } from '../story/audited.ts';
import { carriedOut } from '../story/carried-out.ts';
import { deeds } from '../story/deeds.ts';
import { fired } from '../story/fired.ts';
import { found } from '../story/found.ts';
import { head } from '../story/head.ts';
import { measured } from '../story/measured.ts';
import { planned } from '../story/planned.ts';
import { timeline } from '../story/timeline.ts';
import { took } from '../story/took.ts';
import { weighed } from '../story/weighed.ts';
import type { Around, View } from '../view.ts';

/** Told in the first place are the signals that moved most. */
const MOST_SERIES = 4;

/** One incident as a story, from what fired to how it ended. */
export const incidentView = (id: string, around: Around): View => {
  const { client } = around;
  const read = client.reader(`incidents/${id}`, IncidentView);
  const readAudit = perhaps(client.reader(`incidents/${id}/audit`, AuditView));
  const readSeries = perhaps(client.reader(`incidents/${id}/series?limit=${MOST_SERIES}`, SeriesView));
  return {
    place: 'incidents',
    read: async () => {
      const [standing, incident, audit, series] = await Promise.all([
        around.standing(),
        read(),
        readAudit(),
        readSeries(),
      ]);
      const acting = { ...around, me: standing.me };
      return {
        title: incident.title,
        stamps: [incident, audit, series],
        standing,
        draw: () =>
          h(
            'article',
            {},
            head(incident),
            question(incident, acting),
            deeds(incident, acting),
            fired(incident),
            found(incident, series),
            weighed(incident),
            planned(incident),
            asked(incident),
            carriedOut(incident),
            measured(incident),
            took(incident),
            timeline(incident),
            audited(incident, audit),
          ),
      };
    },
  };
};
