import type { Brakes } from '../core/ports/brakes.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { IncidentStore } from '../core/ports/incident-store.ts';
import type { Pager } from '../core/ports/pager.ts';
import type { PolicySource } from '../core/ports/policy-source.ts';
import type { Quarantine } from '../core/ports/quarantine.ts';
import type { ReceiptStore } from '../core/ports/receipt-store.ts';
import { makeAcknowledgeIncident } from '../core/usecases/acknowledge-incident.ts';
import { makeAddNote } from '../core/usecases/add-note.ts';
import { makeCloseByPerson } from '../core/usecases/close-by-person.ts';
import type { DecideApproval } from '../core/usecases/decide-approval.ts';
import { makeEscalateByPerson } from '../core/usecases/escalate-by-person.ts';
import { makeEscalateIncident } from '../core/usecases/escalate-incident.ts';
import { makeMoveBrake } from '../core/usecases/move-brake.ts';
import type { ReplayQuarantined } from '../core/usecases/replay-quarantined.ts';
import { json } from '../runtime/http.ts';
import { approvalRoutes } from './approval-routes.ts';
import { type BrakeRouteDeps, brakeRoutes } from './brake-routes.ts';
import { incidentRoutes } from './incident-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { quarantineRoutes } from './quarantine-routes.ts';
import { receiptRoutes } from './receipt-routes.ts';
import { type Caller, makeRouter, type Route } from './router.ts';

export interface ApiDeps {
  readonly pager: Pager;
  readonly incidents: IncidentStore;
  readonly receipts: ReceiptStore;
  readonly brakes: Brakes;
  readonly quarantine: Quarantine;
  readonly replay: ReplayQuarantined;
  readonly decide: DecideApproval;
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
export const makeApi = (deps: ApiDeps) => {
  const { incidents, receipts, quarantine, replay, decide, brakes, policies, pager, clock, holder, log } = deps;
  const note = makeAddNote({ store: incidents });
  const escalate = makeEscalateIncident({ store: incidents, pager, clock });
  return makeRouter(
    [
      health,
      ...incidentRoutes({ incidents, close: makeCloseByPerson({ store: incidents, clock }) }),
      ...peopleRoutes({
        acknowledge: makeAcknowledgeIncident({ store: incidents, clock }),
        note,
        escalate: makeEscalateByPerson({ store: incidents, escalate, note }),
      }),
      ...approvalRoutes(decide),
      ...receiptRoutes(receipts),
      ...quarantineRoutes({ quarantine, replay }),
      ...brakeRoutes({ brakes, move: makeMoveBrake({ brakes, clock }), policies, log }),
    ],
    holder,
  );
};
