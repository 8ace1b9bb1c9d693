import type { Applied, IncidentChange } from '../../core/domain/change.ts';
import type { Incident } from '../../core/domain/incident.ts';
import type { TimelineEntry } from '../../core/domain/timeline.ts';
import { actionItem } from './items/action.ts';
import { approvalItem } from './items/approval.ts';
import { diagnosisItem } from './items/diagnosis.ts';
import { incidentItem } from './items/incident.ts';
import { planItem } from './items/plan.ts';
import { timelineItem } from './items/timeline.ts';
import { verificationItem } from './items/verification.ts';
import { type Condition, type Part, put } from './transact.ts';

/** What every write of an incident rests on: nobody wrote since `before` was read. */
export const stillAt = (before: Incident): Condition => ({ that: 'seq = :seq', values: { ':seq': before.seq } });

/** The incident with the entries that made it so. */
export const appliedParts = ({ incident, entries }: Applied, condition: Condition): readonly Part[] => [
  put('meta', incidentItem(incident), condition),
  ...entries.map((entry) => put('timeline', timelineItem(incident.id, entry))),
];

/** What a change adds beside status and timeline. */
export const addedParts = (
  { incident: { id }, entries }: Applied,
  { diagnosis, plan, approval, action, verification }: IncidentChange,
): readonly Part[] => [
  ...(diagnosis ? [put('part', diagnosisItem(id, announcedAt(entries, 'diagnosis.'), diagnosis))] : []),
  ...(plan ? [put('part', planItem(id, announcedAt(entries, 'plan.'), plan))] : []),
  ...(approval ? [put('part', approvalItem(id, approval))] : []),
  ...(action ? [put('part', actionItem(id, action))] : []),
  ...(verification ? [put('part', verificationItem(id, announcedAt(entries, 'verification.'), verification))] : []),
];

/** The seq of the entry that announces a part: the last one of its kind, else the last one. */
const announcedAt = (entries: readonly TimelineEntry[], kind: string): number =>
  (entries.findLast((entry) => entry.kind.startsWith(kind)) ?? entries.at(-1))?.seq ?? 0;
