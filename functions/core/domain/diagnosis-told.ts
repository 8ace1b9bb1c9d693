import type { Diagnosis } from './diagnosis.ts';
import type { JsonObject } from './json.ts';
import { percent } from './percent.ts';
import { rankingOf } from './ranking.ts';
import type { TimelineDraft } from './timeline.ts';

/** Causes that the timeline names; all of them are with the diagnosis. */
const NAMED = 3;

/** The sentence that says how much of the harm the service adds which the engine holds at fault. */
const addedText = ({ examination }: Diagnosis): string => {
  const added = examination?.outcome === 'explained' ? examination.suspects[0]?.added : undefined;
  return added === undefined ? '' : ` ${added}.`;
};

/** What the engine made of it, and what it could not see. */
const examinationTold = ({ examination }: Diagnosis): JsonObject =>
  examination === undefined
    ? {}
    : {
        examined: examination.outcome,
        says: examination.says,
        unseen: examination.looked.filter(({ missing }) => missing !== undefined).length,
      };

const disagreementText = ({ hypotheses: [best], examination }: Diagnosis): string => {
  const [suspect] = examination?.suspects ?? [];
  if (best === undefined || suspect === undefined) return '';
  return ` The clues say ${best.scope.service} and ${best.scope.dependency}, for ${best.cause}; the series say ${suspect.service}.`;
};

/** The entry that announces a diagnosis. */
export const diagnosisTold = (diagnosis: Diagnosis): Omit<TimelineDraft, 'actor'> => {
  if (diagnosis.outcome === 'explained') {
    const { fault, cause, scope, confidence } = diagnosis.best;
    return {
      kind: 'diagnosis.explained',
      text: `${scope.service} suffers because ${cause} (${percent(confidence)} sure).${addedText(diagnosis)}`,
      data: { fault, service: scope.service, dependency: scope.dependency, confidence, ...examinationTold(diagnosis) },
    };
  }
  const missing = [
    ...new Set(
      diagnosis.hypotheses.flatMap(({ weighed }) =>
        weighed.flatMap(({ evidence }) => (evidence.unreachable ? [evidence.missing ?? ''] : [])),
      ),
    ),
  ];
  const why = missing.length > 0 ? ` Not observed: ${missing.join('; ')}.` : '';
  const disagree = diagnosis.reason === 'services_disagree' ? disagreementText(diagnosis) : '';
  return {
    kind: 'diagnosis.inconclusive',
    reason: diagnosis.reason,
    text: `No known cause explains what is seen (${diagnosis.reason}).${disagree}${why}${addedText(diagnosis)}`,
    data: {
      ...examinationTold(diagnosis),
      missing,
      considered: diagnosis.hypotheses.map(({ fault, scope, confidence }) => ({ fault, ...scope, confidence })),
      ranked: rankingOf(diagnosis)
        .slice(0, NAMED)
        .map(({ service, signal, confidence }) => ({ service, signal: signal ?? '', confidence })),
    },
  };
};
