import type { WholeIncident } from './incident.ts';

/** One thing that was observed about an incident, under an id by which it can be cited. */
export interface Citable {
  /** Which diagnosis, counted from 1; then which clue of which hypothesis, or which series. */
  readonly id: string;
  /** What it was looked at for. */
  readonly about: string;
  readonly says: string;
  readonly query: string;
  readonly verdict?: 'for' | 'against' | 'missing' | undefined;
  readonly limit?: string | undefined;
  readonly value?: number | undefined;
  readonly normally?: number | undefined;
  readonly missing?: string | undefined;
}

/** Everything that was observed about an incident, the newest diagnosis first. */
export const citableIn = ({ diagnoses }: Pick<WholeIncident, 'diagnoses'>): readonly Citable[] =>
  diagnoses
    .map(({ hypotheses, examination }, d) => [
      ...hypotheses.flatMap(({ fault, scope, weighed }, h) =>
        weighed.map(({ says, verdict, limit, evidence: { query, value, missing } }, c) => ({
          id: `D${d + 1}-H${h + 1}-C${c + 1}`,
          about: `${fault} at ${scope.service}/${scope.dependency}`,
          ...{ says, query, verdict, limit, value, missing },
        })),
      ),
      ...(examination?.looked ?? []).map(({ service, signal, query, value, normally, missing }, s) => ({
        id: `D${d + 1}-S${s + 1}`,
        about: `${signal} of ${service}`,
        says: `${signal} of ${service}`,
        ...{ query, value, normally, missing },
      })),
    ])
    .toReversed()
    .flat();
