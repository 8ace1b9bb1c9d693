import type { IncidentView } from '../../functions/core/contracts/api.ts';

/** Causes of a diagnosis that are told: the likeliest. */
const MOST = 5;

/** What happened in an incident, and what its diagnoses rested on: for runs that did not go as they must. */
export const storyOf = ({ timeline, diagnoses }: IncidentView): readonly string[] => [
  ...timeline.map(({ at, kind, text }) => `${at} ${kind} ${text}`),
  ...diagnoses.flatMap(({ hypotheses }) =>
    hypotheses.slice(0, MOST).map(({ fault, scope, confidence, weighed }) => {
      const clues = weighed.map(
        ({ clue, verdict, evidence }) => `${clue} ${verdict} ${evidence.value ?? evidence.missing}`,
      );
      return `${fault} at ${scope.service}>${scope.dependency}: ${confidence.toFixed(4)} (${clues.join('; ')})`;
    }),
  ),
  ...diagnoses.flatMap(({ hypotheses }) => {
    const missing = hypotheses.flatMap(({ fault, scope, weighed }) =>
      weighed
        .filter(({ verdict }) => verdict === 'missing')
        .map(({ clue, evidence }) => `${fault} at ${scope.service}>${scope.dependency}: ${clue}: ${evidence.missing}`),
    );
    return missing.map((one) => `not observed: ${one}`);
  }),
];
