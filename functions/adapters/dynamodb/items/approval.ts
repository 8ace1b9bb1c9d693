import { ApprovalShape } from '../../../core/contracts/approval-parts.ts';
import type { Approval } from '../../../core/domain/approval.ts';
import type { IncidentId } from '../../../core/domain/incident.ts';
import { approvalKey } from '../keys.ts';
import type { RawItem } from '../table.ts';
import { Id, itemOf, parseItem, SCHEMA } from './item.ts';

const ApprovalItem = itemOf('approval', { incidentId: Id, ...ApprovalShape.shape });

export const approvalItem = (id: IncidentId, approval: Approval): RawItem => ({
  ...approvalKey(id, approval.id),
  type: 'approval',
  schema: SCHEMA,
  incidentId: id,
  ...approval,
});

export const approvalFrom = (raw: RawItem): Approval => {
  const { pk, sk, type, schema, incidentId, ...approval } = parseItem(ApprovalItem, raw);
  return approval;
};
