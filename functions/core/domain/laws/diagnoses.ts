import type { Diagnosis, Hypothesis, Unnamed } from '../diagnosis.ts';
import type { ExaminationRecord } from '../examination.ts';
import type { WholeIncident } from '../incident.ts';
import { type Law, lawForEach, unless } from './law.ts';

interface Made {
  readonly whole: WholeIncident;
  readonly diagnosis: Diagnosis;
}

/** Sums of rounded numbers differ by this much at most. */
const ROUNDING = 1e-6;

const isShare = (value: number): boolean => value >= -ROUNDING && value <= 1 + ROUNDING;

const unfounded = ({ fault, weighed }: Hypothesis): readonly string[] => {
  const clues = weighed.filter(({ verdict }) => verdict === 'for');
  return [
    ...unless(clues.length > 0, `${fault} is explained by nothing`),
    ...clues.flatMap(({ clue, evidence }) => [
      ...unless(evidence.query !== '', `${clue} does not say what was asked`),
      ...unless(evidence.value !== undefined, `${clue} speaks for it without a value`),
    ]),
  ];
};

/** Clocks of reporters differ; as the engine allows for it. */
const CLOCK_SKEW = 30;

const misjudged = ({ changes = [], onset }: ExaminationRecord): readonly string[] =>
  changes
    .filter(({ suspect }) => suspect)
    .flatMap(({ change: { id, at }, because }) => [
      ...unless(because.length > 0, `suspects the change ${id} and does not say why`),
      ...unless(
        onset !== undefined && at <= Date.parse(onset.by) / 1000 + CLOCK_SKEW,
        `suspects the change ${id}, which came after the trouble had begun`,
      ),
    ]);

const baseless = ({ outcome, suspects, looked }: ExaminationRecord): readonly string[] => [
  ...suspects.flatMap(({ service, confidence, share }) => [
    ...unless(isShare(confidence), `is ${confidence} sure of ${service}`),
    ...unless(share === undefined || isShare(share), `has ${service} explain ${share}`),
  ]),
  ...(outcome === 'explained'
    ? unless(
        suspects[0] !== undefined && looked.some(({ query, values }) => query !== '' && values !== undefined),
        'names a service, but no series is kept for it',
      )
    : []),
];

const unbalanced = ({ hypotheses, unexplained }: Diagnosis, unnamed: readonly Unnamed[]): readonly string[] => {
  const all = [...hypotheses, ...unnamed].reduce((sum, { confidence }) => sum + confidence, unexplained);
  return unless(Math.abs(all - 1) < ROUNDING, `has certainties that sum up to ${all}`);
};

export const DIAGNOSIS_LAWS: readonly Law[] = [
  lawForEach(
    'diagnoses-founded',
    'every explained diagnosis cites what was asked and seen, no certainty is out of bounds, and the series are kept',
    ({ record }): readonly Made[] =>
      record.incidents.flatMap((whole) => whole.diagnoses.map((diagnosis) => ({ whole, diagnosis }))),
    ({ whole, diagnosis }) => `${whole.incident.id} diagnosis of ${diagnosis.at}`,
    ({ diagnosis }) => [
      ...diagnosis.hypotheses.flatMap(({ fault, confidence }) =>
        unless(isShare(confidence), `is ${confidence} sure of ${fault}`),
      ),
      ...(diagnosis.outcome === 'explained' ? unfounded(diagnosis.best) : []),
      ...(diagnosis.unnamed ? unbalanced(diagnosis, diagnosis.unnamed) : []),
      ...(diagnosis.examination ? [...baseless(diagnosis.examination), ...misjudged(diagnosis.examination)] : []),
    ],
  ),
];
