import type { Weighed } from '../../../../functions/core/domain/diagnosis.ts';
import type { JudgedChange } from '../../../../functions/core/domain/engine/changes.ts';
import type { ExaminationRecord } from '../../../../functions/core/domain/examination.ts';
import { aDiagnosis, aHypothesis } from '../../../support/builders.ts';
import { inIncident, type Poison, RECOVERED } from '../../../support/poison.ts';

const unseen = (clue: Weighed): Weighed => ({ ...clue, evidence: { ...clue.evidence, value: undefined } });

const BASELESS: ExaminationRecord = {
  outcome: 'explained',
  says: 'payments is at fault',
  suspects: [{ service: 'payments', signal: 'errors_per_second', confidence: 0.9, facts: [] }],
  calls: [],
  from: 0,
  windowFrom: 60,
  to: 120,
  step: 1,
  looked: [],
};

const LATE_CHANGE: JudgedChange = {
  change: { id: 'CHG-1', service: 'payments', at: 90, kind: 'deployment', summary: 'v2', source: 'ci' },
  suspect: true,
  because: ['it came before'],
};

export const DIAGNOSES_POISONS: readonly Poison[] = [
  [
    'diagnoses-founded',
    'a clue that speaks for it without a value',
    inIncident(RECOVERED, (whole) => ({
      ...whole,
      diagnoses: [aDiagnosis(aHypothesis({ weighed: aHypothesis().weighed.map(unseen) }))],
    })),
  ],
  [
    'diagnoses-founded',
    'more than certainty',
    inIncident(RECOVERED, (whole) => ({ ...whole, diagnoses: [aDiagnosis(aHypothesis({ confidence: 1.2 }))] })),
  ],
  [
    'diagnoses-founded',
    'a service that is named without a series',
    inIncident(RECOVERED, (whole) => ({ ...whole, diagnoses: [{ ...aDiagnosis(), examination: BASELESS }] })),
  ],
  [
    'diagnoses-founded',
    'certainties that are more than all there is',
    inIncident(RECOVERED, (whole) => ({
      ...whole,
      diagnoses: [{ ...aDiagnosis(), unnamed: [{ service: 'payments', signal: 'errors', confidence: 0.5 }] }],
    })),
  ],
  [
    'diagnoses-founded',
    'a suspected change that came after the trouble had begun',
    inIncident(RECOVERED, (whole) => ({
      ...whole,
      diagnoses: [{ ...aDiagnosis(), examination: { ...BASELESS, outcome: 'inconclusive', changes: [LATE_CHANGE] } }],
    })),
  ],
];
