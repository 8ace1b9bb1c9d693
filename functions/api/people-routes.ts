import type { APIGatewayProxyResult } from 'aws-lambda';
import { AckRequest, EscalateRequest, NoteRequest } from '../core/contracts/api.ts';
import { IncidentIdText } from '../core/contracts/incident-parts.ts';
import type { IncidentId } from '../core/domain/incident.ts';
import type { AcknowledgeIncident } from '../core/usecases/acknowledge-incident.ts';
import type { AddNote } from '../core/usecases/add-note.ts';
import type { EscalateByPerson } from '../core/usecases/escalate-by-person.ts';
import { json, problem } from '../runtime/http.ts';
import { readBody } from './read-request.ts';
import type { Call, Caller, Route } from './router.ts';

export interface PeopleRouteDeps {
  readonly acknowledge: AcknowledgeIncident;
  readonly note: AddNote;
  readonly escalate: EscalateByPerson;
}

const unknown = (id: string) => problem(404, { detail: `no incident ${id.slice(0, 64)}` });

/** A route on one incident: its id is parsed before anything else is looked at. */
const onIncident = (
  what: string,
  answer: (id: IncidentId, call: Call, caller: Caller) => Promise<APIGatewayProxyResult>,
): Route => ({
  method: 'POST',
  path: `/incidents/{id}/${what}`,
  role: 'responder',
  answer: (call, caller) => {
    const { id = '' } = call.params;
    const known = IncidentIdText.safeParse(id).data;
    return known === undefined ? Promise.resolve(unknown(id)) : answer(known, call, caller);
  },
});

/** What people say about an incident: that they are at it, what they noticed, that they take it over. */
export const peopleRoutes = ({ acknowledge, note, escalate }: PeopleRouteDeps): readonly Route[] => [
  onIncident('ack', async (id, call, { subject }) => {
    const request = readBody(AckRequest, call);
    if (!request.ok) return request.answer;
    const acknowledged = await acknowledge(id, subject, request.value.comment);
    if (acknowledged.outcome === 'unknown') return unknown(id);
    if (acknowledged.outcome === 'closed') return problem(409, { detail: 'the incident is closed' });
    return json(200, acknowledged.incident);
  }),
  onIncident('notes', async (id, call, { subject }) => {
    const request = readBody(NoteRequest, call);
    if (!request.ok) return request.answer;
    const noted = await note(id, { subject, text: request.value.text });
    return noted.outcome === 'unknown' ? unknown(id) : json(200, noted.incident);
  }),
  onIncident('escalate', async (id, call, { subject }) => {
    const request = readBody(EscalateRequest, call);
    if (!request.ok) return request.answer;
    const escalated = await escalate(id, subject, request.value.comment);
    if (escalated.outcome === 'unknown') return unknown(id);
    if (escalated.outcome === 'not_open') {
      return problem(409, { detail: `the incident is ${escalated.status}; only an open one can be handed over` });
    }
    return json(200, escalated.incident);
  }),
];
