import type { Diagnosis } from './diagnosis.ts';
import { isOver, type WholeIncident } from './incident.ts';
import type { IncidentId } from './incident-id.ts';
import type { SimilarIncident } from './similar-incident.ts';
import { secondsBetween } from './time.ts';

/** Less than this in common is chance. */
const LEAST = 0.3;
const SHOWN = 3;

type Looks = Pick<WholeIncident, 'alerts'> & { readonly diagnosis: Diagnosis | undefined };

/** By what an incident is known again: its alerts, what its series showed, and which clues were seen to hold. */
const featuresOf = ({ alerts, diagnosis }: Looks): ReadonlySet<string> => {
  const examination = diagnosis?.examination;
  const suspect = examination?.outcome === 'explained' ? examination.suspects[0] : undefined;
  return new Set([
    ...alerts.map(({ name, service }) => `${name} fired for ${service ?? 'no service'}`),
    ...(suspect === undefined ? [] : [`${suspect.service} stood out by ${suspect.signal}`]),
    ...(diagnosis?.hypotheses ?? []).flatMap(({ weighed, scope }) =>
      weighed
        .filter(({ verdict }) => verdict === 'for')
        .map(({ says }) => `${says} (${scope.service}, ${scope.dependency})`),
    ),
  ]);
};

const causeOf = (diagnosis: Diagnosis | undefined): string | undefined =>
  diagnosis?.outcome === 'explained'
    ? `${diagnosis.best.fault} at ${diagnosis.best.scope.service}/${diagnosis.best.scope.dependency}`
    : undefined;

const toldOf = (whole: WholeIncident, likeness: number, shared: readonly string[]): SimilarIncident => {
  const { incident, diagnoses, actions, verifications } = whole;
  const { id, title, openedAt, closedAt, endedFor } = incident;
  return {
    id,
    title,
    openedAt,
    likeness,
    shared,
    cause: causeOf(diagnoses.at(-1)),
    did: actions
      .filter(({ result, undoes }) => result === 'done' && undoes === undefined)
      .map(({ step, target }) => `${step} on ${target}`),
    outcome: verifications.at(-1)?.outcome ?? 'not_measured',
    endedFor,
    tookSeconds: closedAt === undefined ? undefined : secondsBetween(openedAt, closedAt),
  };
};

/** The past incidents that looked most like this one, of those that are over. */
export const similarTo = (
  now: Looks & { readonly id: IncidentId },
  past: readonly WholeIncident[],
): readonly SimilarIncident[] => {
  const mine = featuresOf(now);
  return past
    .filter(({ incident }) => incident.id !== now.id && isOver(incident.status))
    .map((whole) => {
      const theirs = featuresOf({ alerts: whole.alerts, diagnosis: whole.diagnoses.at(-1) });
      const shared = [...mine].filter((feature) => theirs.has(feature));
      const likeness = shared.length / Math.max(1, new Set([...mine, ...theirs]).size);
      return { whole, likeness, shared };
    })
    .filter(({ likeness }) => likeness >= LEAST)
    .toSorted((a, b) => b.likeness - a.likeness || (a.whole.incident.openedAt < b.whole.incident.openedAt ? 1 : -1))
    .slice(0, SHOWN)
    .map(({ whole, likeness, shared }) => toldOf(whole, likeness, shared));
};
