import { AckRequest, EscalateRequest, NoteRequest } from '../core/contracts/api.ts';
import type { AcknowledgeIncident } from '../core/usecases/acknowledge-incident.ts';
import type { AddNote } from '../core/usecases/add-note.ts';
import type { EscalateByPerson } from '../core/usecases/escalate-by-person.ts';
import { json, problem } from '../runtime/http.ts';
import { onIncident } from './on-incident.ts';
import { readBody } from './read-request.ts';
import type { Route } from './router.ts';

export interface PeopleRouteDeps {
  readonly acknowledge: AcknowledgeIncident;
  readonly note: AddNote;
  readonly escalate: EscalateByPerson;
}

const said = (what: string, answer: Parameters<typeof onIncident>[0]): Route => ({
  method: 'POST',
  path: `/incidents/{id}/${what}`,
  role: 'responder',
  answer: onIncident(answer),
});

/** What people say about an incident: that they are at it, what they noticed, that they take it over. */
export const peopleRoutes = ({ acknowledge, note, escalate }: PeopleRouteDeps): readonly Route[] => [
  said('ack', async (id, call, { subject }) => {
    const request = readBody(AckRequest, call);
    if (!request.ok) return request.answer;
    const acknowledged = await acknowledge(id, subject, request.value.comment);
    if (acknowledged.outcome === 'unknown') return undefined;
    if (acknowledged.outcome === 'closed') return problem(409, { detail: 'the incident is closed' });
    return json(200, acknowledged.incident);
  }),
  said('notes', async (id, call, { subject }) => {
    const request = readBody(NoteRequest, call);
    if (!request.ok) return request.answer;
    const noted = await note(id, { subject, ...request.value });
    return noted.outcome === 'unknown' ? undefined : json(200, noted.incident);
  }),
  said('escalate', async (id, call, { subject }) => {
    const request = readBody(EscalateRequest, call);
    if (!request.ok) return request.answer;
    const escalated = await escalate(id, subject, request.value.comment);
    if (escalated.outcome === 'unknown') return undefined;
    if (escalated.outcome === 'not_open') {
      return problem(409, { detail: `the incident is ${escalated.status}; only an open one can be handed over` });
    }
    return json(200, escalated.incident);
  }),
];
