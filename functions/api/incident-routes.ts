import { CloseRequest, IncidentQuery, type IncidentView } from '../core/contracts/api.ts';
import type { Delivery } from '../core/domain/delivery.ts';
import type { Diagnosis } from '../core/domain/diagnosis.ts';
import { durationsOf } from '../core/domain/durations.ts';
import { ContractViolation } from '../core/domain/errors.ts';
import type { WholeIncident } from '../core/domain/incident.ts';
import { rankingOf } from '../core/domain/ranking.ts';
import type { Deliveries } from '../core/ports/deliveries.ts';
import type { IncidentStore } from '../core/ports/incident-store.ts';
import type { CloseByPerson } from '../core/usecases/close-by-person.ts';
import { json, problem } from '../runtime/http.ts';
import { onIncident } from './on-incident.ts';
import { readBody, readQuery } from './read-request.ts';
import type { Route } from './router.ts';

export interface IncidentRouteDeps {
  readonly incidents: Pick<IncidentStore, 'list' | 'readWhole'>;
  readonly deliveries: Pick<Deliveries, 'of'>;
  readonly close: CloseByPerson;
}

/** The values of series are many, and have a route of their own. */
const withoutValues = (diagnosis: Diagnosis): Diagnosis => {
  const { examination } = diagnosis;
  if (examination === undefined) return diagnosis;
  const looked = examination.looked.map(({ values: _, ...told }) => told);
  return { ...diagnosis, examination: { ...examination, looked } };
};

const shown = ({ sink, deliveredSeq, refs, why }: Delivery) => ({
  sink,
  deliveredSeq,
  refs,
  ...(why !== undefined && { why }),
});

/** The incident as the API shows it. */
export const viewOf = (
  { incident, verifications, plans, ...parts }: WholeIncident,
  deliveries: readonly Delivery[],
): IncidentView => {
  const diagnoses = parts.diagnoses.map(withoutValues);
  const diagnosis = diagnoses.at(-1) ?? null;
  const told = {
    ...parts,
    diagnoses,
    diagnosis,
    ranking: diagnosis === null ? [] : rankingOf(diagnosis),
    plan: plans.at(-1) ?? null,
    verification: verifications.at(-1) ?? null,
  };
  return { ...incident, ...told, durations: durationsOf(told), deliveries: deliveries.map(shown) };
};

/** Reading incidents, and a person's closing of one. */
export const incidentRoutes = ({ incidents, deliveries, close }: IncidentRouteDeps): readonly Route[] => [
  {
    method: 'GET',
    path: '/incidents',
    role: 'viewer',
    answer: async (call) => {
      const query = readQuery(IncidentQuery, call);
      if (!query.ok) return query.answer;
      try {
        return json(200, await incidents.list(query.value));
      } catch (error) {
        if (!(error instanceof ContractViolation) || query.value.cursor === undefined) throw error;
        const errors = [{ field: 'cursor', problem: 'is none that this list gave', allowed: 'the cursor of a page' }];
        return problem(422, { detail: 'the query is not valid', errors });
      }
    },
  },
  {
    method: 'GET',
    path: '/incidents/{id}',
    role: 'viewer',
    answer: onIncident(async (id) => {
      const whole = await incidents.readWhole(id);
      return whole && json(200, viewOf(whole, await deliveries.of(id)));
    }),
  },
  {
    method: 'POST',
    path: '/incidents/{id}/close',
    role: 'responder',
    answer: onIncident(async (id, call, { subject }) => {
      const request = readBody(CloseRequest, call);
      if (!request.ok) return request.answer;
      const closed = await close(id, subject, request.value.comment);
      if (closed.outcome === 'unknown') return undefined;
      if (closed.outcome === 'not_escalated') {
        return problem(409, {
          detail: `the incident is ${closed.status}; only an escalated one can be closed by hand`,
        });
      }
      return json(200, closed.incident);
    }),
  },
];
