import type { Reason } from '../reason.ts';
import { INCIDENT_STATUSES } from '../transitions.ts';

const RECOVERED = 'recovery_measured' satisfies Reason;

/** What a number of ours is, as whoever scrapes it is told. */
export interface MetricDeclaration {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly labels: readonly string[];
}

const counter = (help: string, ...labels: readonly string[]): MetricDeclaration => ({ type: 'counter', help, labels });
const gauge = (help: string, ...labels: readonly string[]): MetricDeclaration => ({ type: 'gauge', help, labels });
const histogram = (help: string): MetricDeclaration => ({ type: 'histogram', help, labels: [] });

/** Numbers that are counted from timelines, entry by entry. */
export const COUNTED = {
  selfright_incidents: gauge('Incidents by status', 'status'),
  selfright_incidents_opened_total: counter('Incidents opened, by why', 'reason'),
  selfright_incidents_closed_total: counter(
    'Incidents closed, by why and whether people took part',
    'reason',
    'people',
  ),
  selfright_incidents_escalated_total: counter('Incidents handed to people, by why', 'reason'),
  selfright_diagnoses_total: counter('Diagnoses, by outcome', 'outcome'),
  selfright_plans_total: counter('Plans, by what the envelope decided and by runbook', 'decision', 'runbook'),
  selfright_refused_total: counter('Plans denied and actions refused, by why', 'reason'),
  selfright_approvals_total: counter('Questions to people, by what became of them', 'outcome'),
  selfright_actions_total: counter('Actions, by result and runbook', 'result', 'runbook'),
  selfright_rollbacks_total: counter('Rollbacks, by outcome', 'outcome'),
  selfright_verifications_total: counter('Verifications, by outcome and runbook', 'outcome', 'runbook'),
  selfright_executions_restarted_total: counter('Executions that were lost and begun anew'),
  selfright_time_to_acknowledge_seconds: histogram('From receiving the alert to the first person who was at it'),
  selfright_time_to_diagnose_seconds: histogram('From receiving the alert to the first diagnosis'),
  selfright_time_to_act_seconds: histogram('From receiving the alert to the first action'),
  selfright_time_to_verify_seconds: histogram('From receiving the alert to the measured recovery'),
  selfright_time_to_close_seconds: histogram('From receiving the alert to the end of the incident'),
} as const satisfies Readonly<Record<string, MetricDeclaration>>;

export type CountedName = keyof typeof COUNTED;

/**
 * Series that are told as 0 before anything was counted: a counter that is born with its first event never rises, and whoever
 * watches it for a rise would miss that one.
 */
export const FROM_ZERO: readonly (readonly [metric: CountedName, ...labels: readonly string[]])[] = [
  ...INCIDENT_STATUSES.map((status) => ['selfright_incidents', status] as const),
  ...(
    ['new_group', 'relapsed', 'missed_by_webhook', 'after_escalation', 'after_maintenance'] as const satisfies Reason[]
  ).map((reason) => ['selfright_incidents_opened_total', reason] as const),
  ...['none', 'some'].map((people) => ['selfright_incidents_closed_total', RECOVERED, people] as const),
  ...['explained', 'inconclusive'].map((outcome) => ['selfright_diagnoses_total', outcome] as const),
  ...['asked', 'approved', 'denied', 'expired'].map((outcome) => ['selfright_approvals_total', outcome] as const),
  ...['done', 'failed'].map((outcome) => ['selfright_rollbacks_total', outcome] as const),
];

/** Numbers that are read from the pipeline as it stands. */
export const READ = {
  selfright_queue_notifications: gauge('Notifications in the queue, by whether somebody is at them', 'state'),
  selfright_dead_letters: gauge('Dead letters in the newest round of the watch, by queue', 'queue'),
  selfright_quarantined_total: counter('Notifications that were not understood, by source and why', 'source', 'reason'),
  selfright_receipts_stuck: gauge('Receipts that never settled, in the newest round of the watch'),
  selfright_deliveries_behind: gauge('Deliveries that are behind, in the newest round of the watch'),
  selfright_watch_round_age_seconds: gauge('How long ago the newest round of the watch began'),
  selfright_watch_parts_failed: gauge('Parts of the newest round of the watch that could not be done'),
  selfright_reconciled_alerts: gauge('Alerts by what the newest comparison with the Alertmanagers found', 'found'),
  selfright_alertmanagers_unanswered: gauge('Alertmanagers that did not answer the newest comparison'),
  selfright_heartbeat_age_seconds: gauge('How long ago a heartbeat was heard', 'source', 'name'),
  selfright_heartbeat_silent: gauge('Whether a heartbeat is silent for longer than it may', 'source', 'name'),
  selfright_drill_latency_seconds: gauge('How long our own notification took to its terminal receipt'),
} as const satisfies Readonly<Record<string, MetricDeclaration>>;

export type ReadName = keyof typeof READ;

/** Upper bounds of the histograms' buckets. Seconds. */
export const BUCKETS = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1_800, 3_600, 14_400, 86_400] as const;

/** A number to add, or a number as it stands. */
export interface Sample<Name extends string = string> {
  readonly metric: Name;
  /** In the order of the metric's labels; for a bucket its bound comes last. */
  readonly labels: readonly string[];
  /** For a histogram, which of its series. @default the metric itself */
  readonly part?: 'bucket' | 'sum' | 'count' | undefined;
  readonly value: number;
}
