import { ProposalRequest } from '../core/contracts/proposal.ts';
import type { ProposeMitigation } from '../core/usecases/propose-mitigation.ts';
import { json, problem } from '../runtime/http.ts';
import { onIncident } from './on-incident.ts';
import { readBody } from './read-request.ts';
import type { Route } from './router.ts';

/** Proposing that something be done about what was handed to people: it is asked of an approver, never done. */
export const proposalRoutes = (propose: ProposeMitigation, faults: readonly string[]): readonly Route[] => [
  {
    method: 'POST',
    path: '/incidents/{id}/proposals',
    role: 'responder',
    answer: onIncident(async (id, call, { subject }) => {
      const request = readBody(ProposalRequest, call);
      if (!request.ok) return request.answer;
      const { fault, because } = request.value;
      if (fault !== undefined && !faults.includes(fault)) {
        const errors = [{ field: 'fault', problem: 'no runbook is called that', allowed: faults.join(', ') }];
        return problem(422, { detail: 'the body is not valid', errors });
      }
      const proposed = await propose(id, { by: subject, fault }, because);
      switch (proposed.outcome) {
        case 'proposed':
          return json(201, proposed.incident);
        case 'asked_already':
          return json(200, proposed.incident);
        case 'unknown':
          return undefined;
        case 'not_handed_over':
          return problem(409, {
            detail: `the incident is ${proposed.status}; what was handed to people, and still fires, can be taken up`,
          });
        case 'nothing_firing':
          return problem(409, { detail: 'nothing of the incident fires any more' });
        case 'open_elsewhere':
          return problem(409, { detail: `${proposed.incidentId} is open about the same; look there` });
      }
    }),
  },
];
