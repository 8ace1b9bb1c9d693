import { EnvelopeSchema } from '../../functions/core/contracts/envelope-policy.ts';
import { type ActionRecord, actionKey } from '../../functions/core/domain/action.ts';
import type { Alert, AlertGroup } from '../../functions/core/domain/alert.ts';
import { episodeOf } from '../../functions/core/domain/alert.ts';
import { type Approval, MACHINE } from '../../functions/core/domain/approval.ts';
import type { Brake } from '../../functions/core/domain/brake.ts';
import type { Diagnosis, Hypothesis } from '../../functions/core/domain/diagnosis.ts';
import type { Grant } from '../../functions/core/domain/grant.ts';
import type { Incident } from '../../functions/core/domain/incident.ts';
import type { HeldAlert, MaintenanceWindow } from '../../functions/core/domain/maintenance.ts';
import type { Plan, PlannedStep } from '../../functions/core/domain/plan.ts';
import type { Policy } from '../../functions/core/domain/policy.ts';
import type { Quarantined } from '../../functions/core/domain/quarantine.ts';
import type { Receipt } from '../../functions/core/domain/receipt.ts';
import { CHAIN_START, type TimelineDraft } from '../../functions/core/domain/timeline.ts';
import type { Verification } from '../../functions/core/domain/verification.ts';
import type { Opening } from '../../functions/core/ports/incident-store.ts';
import type { IdleSession } from '../../functions/core/ports/sessions.ts';

export const NOON = '2026-03-02T10:00:00.000Z';

export const anAlert = (part: Partial<Alert> = {}): Alert => ({
  fingerprint: 'a1b2c3d4e5f60718',
  status: 'firing',
  name: 'DatabaseTimeout',
  service: 'checkout',
  severity: 'critical',
  labels: { alertname: 'DatabaseTimeout', service: 'checkout', severity: 'critical' },
  annotations: { summary: 'requests of checkout time out waiting for a connection' },
  startsAt: '2026-03-02T09:59:30.000Z',
  ...part,
});

/** Alerts that differ in their fingerprint: `someAlerts(500)`. */
export const someAlerts = (count: number, part: Partial<Alert> = {}): Alert[] =>
  Array.from({ length: count }, (_, index) => anAlert({ fingerprint: index.toString(16).padStart(16, '0'), ...part }));

export const anAlertGroup = (part: Partial<AlertGroup> = {}): AlertGroup => ({
  source: 'alertmanager',
  groupKey: '{}:{service="checkout"}',
  alerts: [anAlert()],
  truncated: 0,
  ...part,
});

export const aDraft = (part: Partial<TimelineDraft> = {}): TimelineDraft => ({
  kind: 'incident.opened',
  actor: 'intake',
  reason: 'new_group',
  text: 'checkout is in trouble',
  ...part,
});

/** An incident as a caller would hold it; its seq and head belong to no stored chain. */
export const anIncident = (part: Partial<Incident> = {}): Incident => ({
  id: 'INC-01KJQ000000000000000000001',
  status: 'open',
  seq: 1,
  head: CHAIN_START,
  attempt: 1,
  source: 'alertmanager',
  groupKey: '{}:{service="checkout"}',
  service: 'checkout',
  title: 'DatabaseTimeout on checkout',
  severity: 'critical',
  openedAt: NOON,
  updatedAt: NOON,
  openedFor: 'new_group',
  locks: [],
  ...part,
});

/** What opening takes, for the alerts of a group; `part` changes the incident. */
export const anOpening = (part: Partial<Opening['incident']> = {}, group: AlertGroup = anAlertGroup()): Opening => {
  const { status, seq, head, attempt, locks, updatedAt, ...incident } = anIncident({
    source: group.source,
    groupKey: group.groupKey,
  });
  return {
    incident: { ...incident, ...part },
    alerts: group.alerts.map((alert) => ({ alert, episode: episodeOf(group, alert) })),
    entries: [aDraft()],
  };
};

export const aHypothesis = (part: Partial<Hypothesis> = {}): Hypothesis => ({
  fault: 'database-timeout',
  cause: 'sessions left idle in a transaction hold the connection pool',
  scope: { service: 'checkout', dependency: 'database' },
  confidence: 0.97,
  weighed: [
    {
      clue: 'idle-sessions',
      says: 'sessions of the service sit idle in a transaction',
      evidence: { source: 'sessions', query: 'sessions of checkout', at: NOON, value: 5 },
      verdict: 'for',
      limit: 'above 0',
      ratio: 12,
    },
  ],
  unobserved: [],
  ...part,
});

export const aDiagnosis = (best: Hypothesis = aHypothesis()): Diagnosis => ({
  outcome: 'explained',
  at: NOON,
  best,
  hypotheses: [best],
  unexplained: 0.03,
});

export const anIdleSession = (part: Partial<IdleSession> = {}): IdleSession => ({
  pid: 4711,
  applicationName: 'checkout-1',
  backendStart: '2026-03-02T09:50:00.000Z',
  transactionStart: '2026-03-02T09:59:00.000Z',
  idleSeconds: 60,
  lastStatement: 'SELECT stock FROM products WHERE id = ?',
  ...part,
});

export const aStep = (part: Partial<PlannedStep> = {}): PlannedStep => ({
  id: 'terminate-idle-sessions',
  says: 'end the sessions that idle in a transaction',
  connector: 'postgres',
  operation: 'terminate-idle-sessions',
  target: 'postgres:database/checkout-*',
  parameters: {
    database: 'database',
    connection: 'database',
    applicationNamePrefix: 'checkout-',
    sessions: [
      {
        pid: 4711,
        backendStart: '2026-03-02T09:50:00.000Z',
        transactionStart: '2026-03-02T09:59:00.000Z',
        applicationName: 'checkout-1',
      },
    ],
  },
  risk: 'safe',
  ending: { kind: 'nothing_to_undo', because: 'an idle session does no work' },
  timeoutSeconds: 10,
  touches: { service: 'database', what: 'sessions', count: 1 },
  preconditions: [{ snapshot: 'idleInTransaction', holds: { above: 0 } }],
  snapshot: ['idleInTransaction'],
  before: { idleInTransaction: 1 },
  after: { idleInTransaction: 0 },
  ...part,
});

/** A step that points an alias back, and can be undone. */
export const anAliasStep = (part: Partial<PlannedStep> = {}): PlannedStep => ({
  id: 'restore-version',
  says: 'point the alias back',
  connector: 'lambda',
  operation: 'point-alias',
  target: 'lambda:payments:live',
  parameters: { functionName: 'payments', alias: 'live', version: '1', weights: {} },
  risk: 'guarded',
  ending: {
    kind: 'inverse',
    how: 'point the alias to where it pointed',
    operation: 'point-alias',
    parameters: {
      functionName: { parameter: 'functionName' },
      alias: { parameter: 'alias' },
      version: { snapshot: 'version' },
      weights: { snapshot: 'weights' },
    },
  },
  timeoutSeconds: 15,
  touches: { service: 'payments', what: 'aliases', count: 1 },
  preconditions: [{ target: 'as_planned' }],
  snapshot: ['version', 'weights', 'revision'],
  before: { version: '2', weights: {}, revision: 'r2' },
  after: { version: '1', weights: {} },
  ...part,
});

export const aPlan = (part: Partial<Plan> = {}): Plan => ({
  digest: 'd'.repeat(64),
  policyDigest: 'p'.repeat(64),
  fault: 'database-timeout',
  cause: 'sessions left idle in a transaction hold the connection pool',
  confidence: 0.97,
  scope: { service: 'checkout', dependency: 'database' },
  rung: { id: 'end-sessions', says: 'end the sessions that hold the pool', number: 1, of: 1 },
  steps: [aStep()],
  recoveredWhen: [
    {
      says: 'no request waits in vain for a connection',
      query: 'acquire_timeouts',
      holds: { below: 0.01 },
      holdSeconds: 5,
    },
  ],
  probeUrl: 'http://127.0.0.1:8080/checkout/probe',
  decision: 'allow',
  rules: [{ rule: 'mode', value: 'auto', limit: 'auto', decision: 'allow' }],
  caps: [],
  madeAt: NOON,
  ...part,
});

export const anApproval = (part: Partial<Approval> = {}): Approval => ({
  id: '1-1',
  planDigest: 'd'.repeat(64),
  status: 'pending',
  askedAt: NOON,
  deadline: '2026-03-02T10:05:00.000Z',
  quorum: 1,
  askedBy: MACHINE,
  votes: [],
  used: [],
  ...part,
});

export const aGrant = (part: Partial<Grant> = {}): Grant => ({
  id: 'GRT-01KJQ000000000000000000001',
  fault: 'database-timeout',
  service: 'checkout',
  from: '2026-03-02T09:00:00.000Z',
  until: '2026-03-02T14:00:00.000Z',
  by: 'ada',
  reason: 'seen often',
  ...part,
});

export const anAction = (part: Partial<ActionRecord> = {}): ActionRecord => ({
  key: actionKey('INC-01KJQ000000000000000000001', 1, 'terminate-idle-sessions'),
  planDigest: 'd'.repeat(64),
  step: 'terminate-idle-sessions',
  target: 'postgres:database/checkout-*',
  result: 'started',
  startedAt: NOON,
  leaseUntil: '2026-03-02T10:00:30.000Z',
  ...part,
});

export const aVerification = (part: Partial<Verification> = {}): Verification => ({
  outcome: 'verified',
  since: NOON,
  at: '2026-03-02T10:00:20.000Z',
  looks: 3,
  measurements: [
    {
      says: 'no request waits in vain for a connection',
      query: 'acquire_timeouts',
      limit: 'below 0.01',
      samples: [
        [1772445610, 0],
        [1772445615, 0],
      ],
      heldSeconds: 5,
      holdSeconds: 5,
      verdict: 'held',
    },
  ],
  probe: { url: 'http://127.0.0.1:8080/checkout/probe', at: '2026-03-02T10:00:20.000Z', ok: true, status: 200 },
  ...part,
});

export const aReceipt = (part: Partial<Receipt> = {}): Receipt => ({
  id: 'RCP-01KJQ000000000000000000001',
  source: 'alertmanager',
  state: 'queued',
  receivedAt: NOON,
  ...part,
});

export const aQuarantined = (part: Partial<Quarantined> = {}): Quarantined => ({
  id: `grafana-${'0'.repeat(64)}`,
  source: 'grafana',
  bytes: 17,
  reason: 'body_unmapped',
  why: 'neither alerts nor a state',
  firstSeen: NOON,
  lastSeen: NOON,
  count: 1,
  receipts: ['RCP-01KJQ000000000000000000009'],
  headers: {},
  ...part,
});

/** A window over checkout. */
export const aWindow = (part: Partial<MaintenanceWindow> = {}): MaintenanceWindow => ({
  id: 'WIN-1',
  service: 'checkout',
  from: NOON,
  until: '2026-03-02T11:00:00.000Z',
  reason: 'release in progress',
  by: 'robin',
  askedAt: NOON,
  ...part,
});

/** An alert that came inside `aWindow()`. */
export const aHeldAlert = (part: Partial<HeldAlert> = {}): HeldAlert => ({
  group: { source: 'alertmanager', groupKey: '{}:{service="checkout"}' },
  alert: anAlert(),
  windowId: aWindow().id,
  heldAt: NOON,
  ...part,
});

export const aBrake = (part: Partial<Brake> = {}): Brake => ({
  scope: 'global',
  engaged: true,
  by: 'robin',
  reason: 'release in progress',
  at: NOON,
  ...part,
});

export const aPolicy = (part: Partial<Policy> = {}): Policy => ({
  digest: 'p'.repeat(64),
  services: {
    edge: { mode: 'observe', calls: ['catalogue', 'checkout'] },
    catalogue: { mode: 'auto', calls: ['database'], applicationNamePrefix: 'catalogue-' },
    checkout: {
      mode: 'auto',
      calls: ['payments', 'database'],
      probeUrl: 'http://127.0.0.1:8080/checkout/probe',
      applicationNamePrefix: 'checkout-',
    },
    orders: { mode: 'auto', calls: ['database'], applicationNamePrefix: 'orders-' },
    database: { mode: 'auto', calls: [], postgres: { connection: 'database' } },
    payments: { mode: 'auto', calls: [], lambda: { functionName: 'storefront-payments', alias: 'live' } },
  },
  timings: {
    rateWindow: 5,
    baseline: 300,
    settle: 2,
    hold: 5,
    lookEvery: 2,
    giveUp: 30,
    step: 1,
    evidence: 10,
    idleInTransaction: 2,
    relapse: 30,
    calm: 20,
    calmAfterEscalation: 600,
    watchEvery: 10,
    heartbeat: 90,
    drill: 60,
    blind: 60,
  },
  correlation: { windowSeconds: 120, cap: 500, stormAfter: 10 },
  quarantine: { incidentAfter: 5, windowSeconds: 600 },
  flapping: { windowSeconds: 600, transitions: 6 },
  acting: { tries: 3 },
  agents: { callsPerMinute: 120 },
  maintenance: [],
  approvals: { deadlineSeconds: 300, quorum: 1 },
  envelope: EnvelopeSchema.parse({}),
  runbooks: {},
  minimumConfidence: 0.8,
  integrations: { escalation: { repeatAfterSeconds: 900, levels: 3 } },
  signIn: {},
  ...part,
});
