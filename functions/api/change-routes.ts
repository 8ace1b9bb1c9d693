import { ChangeQuery, ChangeRequest } from '../core/contracts/changes.ts';
import type { ReportedChanges } from '../core/ports/changes.ts';
import type { RecordChange } from '../core/usecases/record-change.ts';
import { json, problem } from '../runtime/http.ts';
import { readBody, readQuery } from './read-request.ts';
import type { Route } from './router.ts';

export interface ChangeRouteDeps {
  readonly changes: Pick<ReportedChanges, 'newest'>;
  readonly record: RecordChange;
}

/** Changes: reporters post them, everybody who may look reads them. */
export const changeRoutes = ({ changes, record }: ChangeRouteDeps): readonly Route[] => [
  {
    method: 'POST',
    path: '/changes',
    role: 'reporter',
    answer: async (call, { subject }) => {
      const body = readBody(ChangeRequest, call);
      if (!body.ok) return body.answer;
      const { id: key, ...report } = body.value;
      const recorded = await record({ ...report, key, by: subject });
      if (recorded.outcome === 'refused') {
        return problem(422, { detail: 'the body is not valid', errors: [{ field: 'at', problem: recorded.why }] });
      }
      if (recorded.outcome === 'differs') {
        return problem(409, { detail: `another change is known under that id, as ${recorded.change.id}` });
      }
      return json(recorded.outcome === 'recorded' ? 201 : 200, recorded.change);
    },
  },
  {
    method: 'GET',
    path: '/changes',
    role: 'viewer',
    answer: async (call) => {
      const query = readQuery(ChangeQuery, call);
      if (!query.ok) return query.answer;
      const { service, limit } = query.value;
      const all = await changes.newest(limit);
      return json(200, { changes: all.filter((one) => service === undefined || one.service === service) });
    },
  },
];
