import type { APIGatewayProxyResult } from 'aws-lambda';
import { IncidentIdText } from '../core/contracts/incident-parts.ts';
import type { IncidentId } from '../core/domain/incident.ts';
import { problem } from '../runtime/http.ts';
import type { Call, Caller, Route } from './router.ts';

/**
 * The answer of a route below `/incidents/{id}`: the id is parsed before anything else is looked at. `answer` gives
 * undefined when there is no such incident, which is told like an id that is none: 404.
 */
export const onIncident =
  (
    answer: (id: IncidentId, call: Call, caller: Caller) => Promise<APIGatewayProxyResult | undefined>,
  ): Route['answer'] =>
  async (call, caller) => {
    const { id = '' } = call.params;
    const known = IncidentIdText.safeParse(id).data;
    const answered = known && (await answer(known, call, caller));
    return answered ?? problem(404, { detail: `no incident ${id.slice(0, 64)}` });
  };
