import { UndoRequest } from '../core/contracts/api.ts';
import type { UndoByPerson } from '../core/usecases/undo-by-person.ts';
import { json, problem } from '../runtime/http.ts';
import { onIncident } from './on-incident.ts';
import { readBody } from './read-request.ts';
import type { Route } from './router.ts';

/** Taking back what was done, on a person's word. */
export const undoRoutes = (undo: UndoByPerson): readonly Route[] => [
  {
    method: 'POST',
    path: '/incidents/{id}/undo',
    role: 'approver',
    answer: onIncident(async (id, call, { subject }) => {
      const request = readBody(UndoRequest, call);
      if (!request.ok) return request.answer;
      const undone = await undo(id, subject, request.value.comment);
      switch (undone.outcome) {
        case 'asked':
          return json(202, undone.incident);
        case 'unknown':
          return undefined;
        case 'not_over':
          return problem(409, {
            detail: `the incident is ${undone.status}; what does not help is undone by itself, and what is over can be undone by hand`,
          });
        case 'nothing_to_undo':
          return problem(409, { detail: 'nothing that was done can be taken back, or it is taken back already' });
      }
    }),
  },
];
