import { ContractViolation } from '../../core/domain/errors.ts';
import type { Incident, IncidentId, WholeIncident } from '../../core/domain/incident.ts';
import { getItem } from './get-items.ts';
import { actionFrom } from './items/action.ts';
import { alertFrom } from './items/alert.ts';
import { approvalFrom } from './items/approval.ts';
import { diagnosisFrom } from './items/diagnosis.ts';
import { incidentFrom } from './items/incident.ts';
import { planFrom } from './items/plan.ts';
import { timelineEntryFrom } from './items/timeline.ts';
import { verificationFrom } from './items/verification.ts';
import { metaKey, partitionOf } from './keys.ts';
import { getPartition, type RawItem, type Table } from './table.ts';

export const readIncident = async (table: Table, id: IncidentId): Promise<Incident | undefined> => {
  const item = await getItem(table, metaKey(id));
  return item && incidentFrom(item);
};

export const readWholeIncident = async (table: Table, id: IncidentId): Promise<WholeIncident | undefined> => {
  const items = await getPartition(table, partitionOf(id));
  return items.length === 0 ? undefined : wholeIncidentFrom(items);
};

/** The incident that all items of one partition make; they come in the order of `sk`. */
export const wholeIncidentFrom = (items: readonly RawItem[]): WholeIncident => {
  const all = <T>(type: string, from: (item: RawItem) => T): T[] =>
    items.filter((item) => item['type'] === type).map(from);
  const [incident] = all('incident', incidentFrom);
  if (incident === undefined) throw new ContractViolation(`${items[0]?.['pk']} has parts but no META`);
  return {
    incident,
    alerts: all('alert', alertFrom).sort((a, b) => order(a.startsAt + a.fingerprint, b.startsAt + b.fingerprint)),
    diagnoses: all('diagnosis', diagnosisFrom),
    plans: all('plan', planFrom),
    approvals: all('approval', approvalFrom).sort((a, b) => order(a.askedAt + a.id, b.askedAt + b.id)),
    actions: all('action', actionFrom).sort((a, b) => order(a.startedAt + a.key, b.startedAt + b.key)),
    verifications: all('verification', verificationFrom),
    timeline: all('timeline', timelineEntryFrom),
  };
};

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
