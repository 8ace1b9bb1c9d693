import { VerificationShape } from '../../../core/contracts/verification-parts.ts';
import type { IncidentId } from '../../../core/domain/incident.ts';
import type { Verification } from '../../../core/domain/verification.ts';
import { partKey } from '../keys.ts';
import type { RawItem } from '../table.ts';
import { itemOf, jsonText, parseItem, SCHEMA } from './item.ts';

const VerificationItem = itemOf('verification', { document: jsonText(VerificationShape) });

export const verificationItem = (id: IncidentId, seq: number, verification: Verification): RawItem => ({
  ...partKey(id, 'VERIFICATION', seq),
  type: 'verification',
  schema: SCHEMA,
  incidentId: id,
  at: verification.at,
  outcome: verification.outcome,
  document: JSON.stringify(verification),
});

export const verificationFrom = (raw: RawItem): Verification => parseItem(VerificationItem, raw).document;
