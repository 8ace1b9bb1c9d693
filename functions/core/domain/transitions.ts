export const INCIDENT_STATUSES = [
  'open',
  'diagnosing',
  'awaiting_approval',
  'mitigating',
  'verifying',
  'resolved',
  'escalated',
  'closed',
] as const;

export type IncidentStatus = (typeof INCIDENT_STATUSES)[number];

/** The moves an incident may make; anything else is refused by the store and found by the laws. */
export const NEXT: Readonly<Record<IncidentStatus, readonly IncidentStatus[]>> = {
  open: ['diagnosing', 'resolved', 'escalated'],
  diagnosing: ['awaiting_approval', 'mitigating', 'resolved', 'escalated', 'closed'],
  awaiting_approval: ['mitigating', 'diagnosing', 'resolved', 'escalated'],
  mitigating: ['verifying', 'diagnosing', 'escalated'],
  verifying: ['resolved', 'mitigating', 'diagnosing', 'escalated'],
  resolved: ['closed', 'open', 'escalated'],
  escalated: ['closed'],
  closed: [],
};

export const mayMove = (from: IncidentStatus, to: IncidentStatus): boolean => NEXT[from].includes(to);
