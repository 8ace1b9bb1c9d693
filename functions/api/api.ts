import type { Brakes } from '../core/ports/brakes.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { IncidentStore } from '../core/ports/incident-store.ts';
import type { PolicySource } from '../core/ports/policy-source.ts';
import type { Quarantine } from '../core/ports/quarantine.ts';
import type { ReceiptStore } from '../core/ports/receipt-store.ts';
import { makeCloseByPerson } from '../core/usecases/close-by-person.ts';
import { makeMoveBrake } from '../core/usecases/move-brake.ts';
import type { ReplayQuarantined } from '../core/usecases/replay-quarantined.ts';
import { json } from '../runtime/http.ts';
import { type BrakeRouteDeps, brakeRoutes } from './brake-routes.ts';
import { incidentRoutes } from './incident-routes.ts';
import { quarantineRoutes } from './quarantine-routes.ts';
import { receiptRoutes } from './receipt-routes.ts';
import { type Caller, makeRouter, type Route } from './router.ts';

export interface ApiDeps {
  readonly incidents: IncidentStore;
  readonly receipts: ReceiptStore;
  readonly brakes: Brakes;
  readonly quarantine: Quarantine;
  readonly replay: ReplayQuarantined;
  readonly policies: PolicySource;
  readonly clock: Clock;
  /** Whose token it is. */
  readonly holder: (token: string) => Promise<Caller | undefined>;
  readonly log: BrakeRouteDeps['log'];
}

const health: Route = {
  method: 'GET',
  path: '/health',
  role: 'nobody',
  answer: async () => json(200, { status: 'ok' }),
};

/** The operator's HTTP API. */
export const makeApi = ({ incidents, receipts, quarantine, replay, brakes, policies, clock, holder, log }: ApiDeps) =>
  makeRouter(
    [
      health,
      ...incidentRoutes({ incidents, close: makeCloseByPerson({ store: incidents, clock }) }),
      ...receiptRoutes(receipts),
      ...quarantineRoutes({ quarantine, replay }),
      ...brakeRoutes({ brakes, move: makeMoveBrake({ brakes, clock }), policies, log }),
    ],
    holder,
  );
