import { sha256 } from '../adapters/crypto/digest.ts';
import { SOURCE_NAMES } from '../adapters/sources/index.ts';
import type { Digest } from '../core/domain/timeline.ts';
import type { AgentCalls } from '../core/ports/agent-calls.ts';
import type { Brakes } from '../core/ports/brakes.ts';
import type { ReportedChanges } from '../core/ports/changes.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Deliveries } from '../core/ports/deliveries.ts';
import type { DryRuns } from '../core/ports/dry-runs.ts';
import type { Grants } from '../core/ports/grants.ts';
import type { Ids } from '../core/ports/ids.ts';
import type { IncidentStore } from '../core/ports/incident-store.ts';
import type { Investigations } from '../core/ports/investigations.ts';
import type { Metrics } from '../core/ports/metrics.ts';
import type { Pager } from '../core/ports/pager.ts';
import type { PolicySource } from '../core/ports/policy-source.ts';
import type { Quarantine } from '../core/ports/quarantine.ts';
import type { ReceiptStore } from '../core/ports/receipt-store.ts';
import type { Tallies } from '../core/ports/tallies.ts';
import type { TargetLocks } from '../core/ports/target-locks.ts';
import type { Windows } from '../core/ports/windows.ts';
import type { Workflow } from '../core/ports/workflow.ts';
import { RUNBOOKS } from '../core/runbooks/index.ts';
import { makeAcknowledgeIncident } from '../core/usecases/acknowledge-incident.ts';
import { makeAddNote } from '../core/usecases/add-note.ts';
import { makeAskForInvestigation } from '../core/usecases/ask-for-investigation.ts';
import { makeAskForWindow, makeEndWindow } from '../core/usecases/ask-for-window.ts';
import { makeBreakLock } from '../core/usecases/break-lock.ts';
import { makeCloseByPerson } from '../core/usecases/close-by-person.ts';
import { makeDecideAndGrant } from '../core/usecases/decide-and-grant.ts';
import type { DecideApproval } from '../core/usecases/decide-approval.ts';
import { makeEscalateByPerson } from '../core/usecases/escalate-by-person.ts';
import { type EscalateDeps, makeEscalateIncident } from '../core/usecases/escalate-incident.ts';
import { makeGiveGrant, makeRevokeGrant } from '../core/usecases/give-grant.ts';
import { makeHearAgent } from '../core/usecases/hear-agent.ts';
import { makeKeepInvestigation } from '../core/usecases/keep-investigation.ts';
import { makeLookUpReceipt } from '../core/usecases/look-up-receipt.ts';
import { makeMoveBrake } from '../core/usecases/move-brake.ts';
import { makeProposeMitigation } from '../core/usecases/propose-mitigation.ts';
import type { ReadPipeline } from '../core/usecases/read-pipeline.ts';
import { makeRecordChange } from '../core/usecases/record-change.ts';
import type { ReplayQuarantined } from '../core/usecases/replay-quarantined.ts';
import { makeTellMetrics } from '../core/usecases/tell-metrics.ts';
import { makeUndoByPerson } from '../core/usecases/undo-by-person.ts';
import { makeWeighAutonomy } from '../core/usecases/weigh-autonomy.ts';
import { makeWritePostmortem } from '../core/usecases/write-postmortem.ts';
import { json } from '../runtime/http.ts';
import { approvalRoutes } from './approval-routes.ts';
import { auditRoutes } from './audit-routes.ts';
import { autonomyRoutes } from './autonomy-routes.ts';
import { type BrakeRouteDeps, brakeRoutes } from './brake-routes.ts';
import { changeRoutes } from './change-routes.ts';
import { grantRoutes } from './grant-routes.ts';
import { hearAgents } from './hear-agents.ts';
import { incidentRoutes } from './incident-routes.ts';
import { investigationRoutes } from './investigation-routes.ts';
import { lockRoutes } from './lock-routes.ts';
import { meRoutes } from './me-routes.ts';
import { measurementRoutes } from './measurement-routes.ts';
import { metricsRoutes } from './metrics-routes.ts';
import { overviewRoutes } from './overview-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { pipelineRoutes } from './pipeline-routes.ts';
import { planRoutes } from './plan-routes.ts';
import { postmortemRoutes } from './postmortem-routes.ts';
import { proposalRoutes } from './proposal-routes.ts';
import { quarantineRoutes } from './quarantine-routes.ts';
import { receiptRoutes } from './receipt-routes.ts';
import { type Holder, makeRouter, type Route } from './router.ts';
import { runbookRoutes } from './runbook-routes.ts';
import { seriesRoutes } from './series-routes.ts';
import { topologyRoutes } from './topology-routes.ts';
import { undoRoutes } from './undo-routes.ts';
import { whyRoutes } from './why-routes.ts';
import { windowRoutes } from './window-routes.ts';

export interface ApiDeps {
  readonly pager: Pager;
  readonly deliveries: Pick<Deliveries, 'of'>;
  readonly incidents: IncidentStore;
  readonly receipts: ReceiptStore;
  readonly brakes: Brakes;
  readonly targetLocks: TargetLocks;
  readonly grants: Grants;
  /** Starts the undoings that people ask for. */
  readonly workflow: Workflow;
  readonly dryRuns: DryRuns;
  readonly windows: Windows;
  readonly changes: ReportedChanges;
  readonly ids: Ids;
  readonly quarantine: Quarantine;
  readonly replay: ReplayQuarantined;
  readonly decide: DecideApproval;
  readonly pipeline: ReadPipeline;
  readonly tallies: Pick<Tallies, 'totals'>;
  readonly policies: PolicySource;
  /** For what is measured now. */
  readonly metrics: Metrics;
  readonly agentCalls: AgentCalls;
  readonly investigations: Investigations;
  readonly clock: Clock;
  /** By which timelines are chained. */
  readonly digest: Digest;
  /** Whose token it is. */
  readonly holder: Holder;
  readonly log: BrakeRouteDeps['log'];
  readonly silence: EscalateDeps['silence'];
}

const health: Route = {
  method: 'GET',
  path: '/health',
  role: 'nobody',
  answer: async () => json(200, { status: 'ok' }),
};

/** The operator's HTTP API. */
export const makeApi = (deps: ApiDeps) => {
  const {
    incidents,
    deliveries,
    receipts,
    quarantine,
    replay,
    decide,
    brakes,
    targetLocks,
    grants,
    policies,
    pager,
    clock,
    holder,
    log,
  } = deps;
  const lookUp = makeLookUpReceipt({ receipts, clock, sources: SOURCE_NAMES, digest: sha256 });
  const give = makeGiveGrant(deps);
  const note = makeAddNote({ store: incidents });
  const escalate = makeEscalateIncident({ store: incidents, pager, silence: deps.silence, clock });
  return makeRouter(
    [
      health,
      ...meRoutes,
      ...overviewRoutes({ incidents, brakes }),
      ...pipelineRoutes(deps.pipeline),
      ...runbookRoutes(RUNBOOKS, deps.tallies),
      ...investigationRoutes({
        investigations: deps.investigations,
        policies,
        ask: makeAskForInvestigation({ ...deps, store: incidents }),
        keep: makeKeepInvestigation({ ...deps, store: incidents, runbooks: RUNBOOKS.map(({ fault }) => fault) }),
      }),
      ...topologyRoutes(policies),
      ...measurementRoutes(deps),
      ...metricsRoutes(makeTellMetrics(deps)),
      ...incidentRoutes({ incidents, deliveries, close: makeCloseByPerson({ store: incidents, clock }) }),
      ...peopleRoutes({
        acknowledge: makeAcknowledgeIncident({ store: incidents, clock }),
        note,
        escalate: makeEscalateByPerson({ store: incidents, escalate, note }),
      }),
      ...postmortemRoutes(makeWritePostmortem(incidents)),
      ...auditRoutes(incidents, deps.digest),
      ...seriesRoutes(incidents),
      ...undoRoutes(makeUndoByPerson({ store: incidents, workflow: deps.workflow })),
      ...planRoutes(deps.dryRuns),
      ...proposalRoutes(
        makeProposeMitigation({ ...deps, store: incidents }),
        RUNBOOKS.map(({ fault }) => fault),
      ),
      ...autonomyRoutes(makeWeighAutonomy({ store: incidents, clock }), policies),
      ...receiptRoutes(receipts, lookUp),
      ...approvalRoutes(makeDecideAndGrant({ store: incidents, decide, give })),
      ...grantRoutes({ grants, give, revoke: makeRevokeGrant(deps), faults: RUNBOOKS.map(({ fault }) => fault) }),
      ...whyRoutes(incidents),
      ...lockRoutes({ locks: targetLocks, breakLock: makeBreakLock({ store: incidents, locks: targetLocks }) }),
      ...quarantineRoutes({ quarantine, replay }),
      ...changeRoutes({
        changes: deps.changes,
        record: makeRecordChange({ changes: deps.changes, clock, digest: sha256 }),
      }),
      ...brakeRoutes({ brakes, move: makeMoveBrake({ brakes, clock }), policies, log }),
      ...windowRoutes({
        windows: deps.windows,
        policies,
        ask: makeAskForWindow(deps),
        end: makeEndWindow(deps),
      }),
    ],
    holder,
    hearAgents(makeHearAgent({ store: incidents, calls: deps.agentCalls, policies, clock })),
  );
};
