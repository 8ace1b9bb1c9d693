import { DiagnosisShape } from '../../../core/contracts/reasoning-parts.ts';
import type { Diagnosis } from '../../../core/domain/diagnosis.ts';
import type { IncidentId } from '../../../core/domain/incident.ts';
import { partKey } from '../keys.ts';
import type { RawItem } from '../table.ts';
import { itemOf, jsonText, parseItem, SCHEMA } from './item.ts';

const DiagnosisItem = itemOf('diagnosis', { document: jsonText(DiagnosisShape) });

export const diagnosisItem = (id: IncidentId, seq: number, diagnosis: Diagnosis): RawItem => ({
  ...partKey(id, 'DIAGNOSIS', seq),
  type: 'diagnosis',
  schema: SCHEMA,
  incidentId: id,
  at: diagnosis.at,
  outcome: diagnosis.outcome,
  ...(diagnosis.outcome === 'explained' && { fault: diagnosis.best.fault, confidence: diagnosis.best.confidence }),
  document: JSON.stringify(diagnosis),
});

export const diagnosisFrom = (raw: RawItem): Diagnosis => parseItem(DiagnosisItem, raw).document;
