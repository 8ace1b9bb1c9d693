import type { DashboardText, Line } from './panels.ts';

const mean = (what: string): string =>
  `sum(increase(selfright_time_to_${what}_seconds_sum[$__range])) / sum(increase(selfright_time_to_${what}_seconds_count[$__range]))`;

const within = (what: string, share: number): Line => ({
  expr: `histogram_quantile(${share}, sum by (le) (rate(selfright_time_to_${what}_seconds_bucket[1h])))`,
  legend: `${share * 100} % within`,
});

/** How much counters grew; what was born meanwhile counts whole, which `increase` would leave out. They are kept in a table and never begin anew. */
const grown = (by: string, series: string, window: string): string =>
  `sum by (${by}) (${series} - (${series} offset ${window} or 0 * ${series})) > 0`;

/** Selfright itself: does it heal, how fast, what does it leave to people, and can it be trusted to be awake. */
export const SELFRIGHT: DashboardText = {
  uid: 'selfright',
  title: 'Selfright',
  from: 'now-6h',
  panels: [
    {
      title: 'Mean time to acknowledge',
      says: 'From receiving the alert to the first person who was at it',
      unit: 's',
      kind: 'now',
      lines: [{ expr: mean('acknowledge'), legend: 'MTTA' }],
    },
    {
      title: 'Mean time to recovery',
      says: 'From receiving the alert to the measured recovery',
      unit: 's',
      kind: 'now',
      lines: [{ expr: mean('verify'), legend: 'MTTR' }],
    },
    {
      title: 'Healed without a person',
      says: 'Of the incidents that were closed or handed over in this time',
      unit: 'percentunit',
      kind: 'now',
      lines: [
        {
          expr: '(sum(increase(selfright_incidents_closed_total{reason="recovery_measured",people="none"}[$__range])) or vector(0)) / (sum(increase(selfright_incidents_closed_total{reason="recovery_measured"}[$__range])) + (sum(increase(selfright_incidents_escalated_total[$__range])) or vector(0)))',
          legend: 'healed',
        },
      ],
    },
    {
      title: 'Fixes that did not last',
      says: 'Incidents that came back after they were closed as recovered: each is a fix that was none',
      unit: 'short',
      kind: 'now',
      lines: [
        {
          expr: 'sum(increase(selfright_incidents_opened_total{reason="relapsed"}[$__range])) or vector(0)',
          legend: 'relapsed',
        },
      ],
    },
    {
      title: 'Incidents that are not over',
      says: 'By status; what stays here for long is stuck or waits for a person',
      unit: 'short',
      lines: [{ expr: 'selfright_incidents{status!="closed"}', legend: '{{status}}' }],
    },
    {
      title: 'Opened',
      says: 'By why; missed_by_webhook are alerts that no notification told of',
      unit: 'short',
      lines: [{ expr: grown('reason', 'selfright_incidents_opened_total', '5m'), legend: '{{reason}}' }],
    },
    {
      title: 'How they ended',
      says: 'Closed and handed to people, by why',
      unit: 'short',
      lines: [
        { expr: grown('reason', 'selfright_incidents_closed_total', '5m'), legend: 'closed: {{reason}}' },
        {
          expr: grown('reason', 'selfright_incidents_escalated_total', '5m'),
          legend: 'escalated: {{reason}}',
        },
      ],
    },
    {
      title: 'What was refused',
      says: 'Plans denied and actions refused by the gate, by why',
      unit: 'short',
      lines: [{ expr: grown('reason', 'selfright_refused_total', '5m'), legend: '{{reason}}' }],
    },
    {
      title: 'Verifications by runbook',
      says: 'A runbook whose fixes are mostly ineffective should not act by itself',
      unit: 'short',
      lines: [
        {
          expr: grown('runbook, outcome', 'selfright_verifications_total', '1h'),
          legend: '{{runbook}}: {{outcome}}',
        },
      ],
    },
    {
      title: 'Actions and rollbacks',
      says: 'By result',
      unit: 'short',
      lines: [
        { expr: grown('result', 'selfright_actions_total', '5m'), legend: 'action {{result}}' },
        { expr: grown('outcome', 'selfright_rollbacks_total', '5m'), legend: 'rollback {{outcome}}' },
      ],
    },
    {
      title: 'Time to recovery',
      says: 'From receiving the alert',
      unit: 's',
      lines: [within('verify', 0.5), within('verify', 0.95)],
    },
    {
      title: 'Time to acknowledge',
      says: 'From receiving the alert',
      unit: 's',
      lines: [within('acknowledge', 0.5), within('acknowledge', 0.95)],
    },
    {
      title: 'Questions to people',
      says: 'Asked, and what became of them; an expired one is a plan that nobody looked at in time',
      unit: 'short',
      lines: [{ expr: grown('outcome', 'selfright_approvals_total', '5m'), legend: '{{outcome}}' }],
    },
    {
      title: 'Is the watch awake',
      says: 'Since the newest round of the watch began, and since each heartbeat was heard',
      unit: 's',
      lines: [
        { expr: 'selfright_watch_round_age_seconds', legend: 'round' },
        { expr: 'selfright_heartbeat_age_seconds', legend: 'heartbeat {{source}} {{name}}' },
      ],
    },
    {
      title: 'The way in',
      says: 'Notifications that wait, dead letters, what was not understood, what never settled',
      unit: 'short',
      lines: [
        { expr: 'selfright_queue_notifications', legend: 'queue: {{state}}' },
        { expr: 'selfright_dead_letters', legend: 'dead: {{queue}}' },
        { expr: 'sum(increase(selfright_quarantined_total[5m]))', legend: 'quarantined' },
        { expr: 'selfright_receipts_stuck', legend: 'stuck' },
        { expr: 'selfright_deliveries_behind', legend: 'deliveries behind' },
      ],
    },
    {
      title: 'Our own notification',
      says: 'From sending it to its terminal receipt: what an alert takes to be taken in',
      unit: 's',
      lines: [{ expr: 'selfright_drill_latency_seconds', legend: 'drill' }],
    },
  ],
};
