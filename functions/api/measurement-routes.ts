import { MeasurementQuery, type MeasurementView } from '../core/contracts/measurements.ts';
import { ContractViolation } from '../core/domain/errors.ts';
import { seriesOf } from '../core/domain/measured-series.ts';
import { suffices } from '../core/domain/role.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Metrics } from '../core/ports/metrics.ts';
import type { PolicySource } from '../core/ports/policy-source.ts';
import { json, problem } from '../runtime/http.ts';
import { readQuery } from './read-request.ts';
import { forbidden, type Route } from './router.ts';

export interface MeasurementRouteDeps {
  readonly metrics: Metrics;
  readonly policies: PolicySource;
  readonly clock: Clock;
}

/** Who may ask a query of their own: it can be dear, and can ask for what is outside of the topology. */
const ASKS_FREELY = 'admin';

const wrong = (field: string, why: string, allowed: string) =>
  problem(422, { detail: 'the query is not valid', errors: [{ field, problem: why, allowed }] });

/** Series as they are measured now, within bounds: the signals of the topology, so far back, so many values. */
export const measurementRoutes = ({ metrics, policies, clock }: MeasurementRouteDeps): readonly Route[] => [
  {
    method: 'GET',
    path: '/measurements',
    role: 'viewer',
    answer: async (call, caller) => {
      const asked = readQuery(MeasurementQuery, call);
      if (!asked.ok) return asked.answer;
      const { service, signal, minutes, points } = asked.value;
      let { query } = asked.value;
      if (query !== undefined && !suffices(caller.role, ASKS_FREELY)) return forbidden(caller, ASKS_FREELY);
      if (query === undefined) {
        if (service === undefined || signal === undefined) {
          return wrong(service === undefined ? 'service' : 'signal', 'is missing', 'a service and its signal');
        }
        const found = seriesOf(await policies.current(), service, signal);
        if (found.outcome === 'unknown') return wrong(found.field, 'is not known', found.known.join(', '));
        query = found.query;
      }
      const to = asked.value.to === undefined ? clock() : new Date(asked.value.to);
      const from = new Date(to.getTime() - minutes * 60_000);
      const stepSeconds = Math.max(1, Math.ceil((minutes * 60) / (points - 1)));
      try {
        const samples = await metrics.over(query, from, to, stepSeconds);
        const view: MeasurementView = {
          ...{ query, from: from.toISOString(), to: to.toISOString(), stepSeconds },
          samples: samples.slice(-points).map(([at, value]) => [at, value]),
        };
        return json(200, view);
      } catch (error) {
        if (!(error instanceof ContractViolation)) throw error;
        return wrong('query', error.message, 'PromQL that yields one series');
      }
    },
  },
];
