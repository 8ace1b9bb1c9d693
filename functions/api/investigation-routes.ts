import type * as z from 'zod';
import { InvestigationRequest, type InvestigatorView } from '../core/contracts/investigation.ts';
import type { Investigations } from '../core/ports/investigations.ts';
import type { PolicySource } from '../core/ports/policy-source.ts';
import type { AskForInvestigation } from '../core/usecases/ask-for-investigation.ts';
import type { KeepInvestigation } from '../core/usecases/keep-investigation.ts';
import { json, problem } from '../runtime/http.ts';
import { onIncident } from './on-incident.ts';
import { readBody } from './read-request.ts';
import type { Route } from './router.ts';

export interface InvestigationRouteDeps {
  readonly investigations: Investigations;
  readonly policies: PolicySource;
  readonly keep: KeepInvestigation;
  readonly ask: AskForInvestigation;
}

/** What models made of an incident: beside the engine’s diagnosis, and never part of it. */
export const investigationRoutes = ({
  investigations,
  policies,
  keep,
  ask,
}: InvestigationRouteDeps): readonly Route[] => [
  {
    method: 'GET',
    path: '/investigator',
    role: 'viewer',
    answer: async () => {
      const { investigator } = await policies.current();
      const view: z.infer<typeof InvestigatorView> =
        investigator === undefined ? { enabled: false } : { enabled: true, ...investigator };
      return json(200, view);
    },
  },
  {
    method: 'GET',
    path: '/incidents/{id}/investigations',
    role: 'viewer',
    answer: onIncident(async (id) => json(200, { investigations: await investigations.of(id) })),
  },
  {
    method: 'POST',
    path: '/incidents/{id}/investigate',
    role: 'responder',
    answer: onIncident(async (id, _, { subject }) => {
      const { outcome } = await ask(id, subject);
      if (outcome === 'unknown') return undefined;
      if (outcome === 'off') return problem(409, { detail: 'the policy has no investigator' });
      if (outcome === 'under_way') return problem(409, { detail: 'a model is about to look at it, or looks' });
      return json(202, { incidentId: id, outcome });
    }),
  },
  {
    method: 'POST',
    path: '/incidents/{id}/investigations',
    role: 'responder',
    answer: onIncident(async (id, call, { subject }) => {
      const request = readBody(InvestigationRequest, call);
      if (!request.ok) return request.answer;
      const kept = await keep(id, { ...request.value, by: subject });
      if (kept.outcome === 'unknown') return undefined;
      if (kept.outcome === 'off') return problem(409, { detail: 'the policy has no investigator' });
      return json(201, kept.investigation);
    }),
  },
];
