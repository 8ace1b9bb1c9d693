import { IncidentIdText } from '../core/contracts/incident-parts.ts';
import { SeriesQuery, type SeriesView } from '../core/contracts/series.ts';
import type { ExaminationRecord } from '../core/domain/examination.ts';
import type { IncidentStore } from '../core/ports/incident-store.ts';
import { json, problem } from '../runtime/http.ts';
import { readQuery } from './read-request.ts';
import type { Route } from './router.ts';

const NOTHING = { from: 0, windowFrom: 0, step: 1, looked: [] };

const movedMost = ({ looked }: Pick<ExaminationRecord, 'looked'>): SeriesView['series'] =>
  looked
    .toSorted((a, b) => Math.abs(b.score ?? 0) - Math.abs(a.score ?? 0))
    .flatMap(({ service, signal, query, values }) =>
      values?.some((value) => value !== null) ? [{ service, signal, query, values: [...values] }] : [],
    );

/** The stored series around an incident, which are too many for the incident itself. */
export const seriesRoutes = (incidents: Pick<IncidentStore, 'readWhole'>): readonly Route[] => [
  {
    method: 'GET',
    path: '/incidents/{id}/series',
    role: 'viewer',
    answer: async (call) => {
      const { id = '' } = call.params;
      const query = readQuery(SeriesQuery, call);
      if (!query.ok) return query.answer;
      const known = IncidentIdText.safeParse(id).data;
      const whole = known && (await incidents.readWhole(known));
      if (whole === undefined) return problem(404, { detail: `no incident ${id.slice(0, 64)}` });
      const { from, windowFrom, step, looked } = whole.diagnoses.at(-1)?.examination ?? NOTHING;
      const all = movedMost({ looked });
      const { cursor, limit } = query.value;
      const next = cursor + limit;
      const view: SeriesView = { from, windowFrom, step, series: all.slice(cursor, next) };
      return json(200, { ...view, ...(next < all.length && { cursor: next }) });
    },
  },
];
