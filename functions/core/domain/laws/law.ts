import type { WholeIncident } from '../incident.ts';
import type { Facts } from './record.ts';

/** One record that breaks a law. */
export interface Breach {
  /** Which record. */
  readonly record: string;
  /** What was met, and what the law demands. */
  readonly what: string;
}

/** Something that must be true of the whole record. */
export interface Law {
  /** Kebab-case; printed, and asked for in tests. */
  readonly name: string;
  /** The law as a sentence. */
  readonly says: string;
  check(facts: Facts): { readonly checked: number; readonly breaches: readonly Breach[] };
}

/** A law that holds for each of some things by itself: `broken` says what is wrong with one of them. */
export const lawForEach = <T>(
  name: string,
  says: string,
  of: (facts: Facts) => readonly T[],
  record: (one: T) => string,
  broken: (one: T, facts: Facts) => readonly string[],
): Law => ({
  name,
  says,
  check: (facts) => {
    const all = of(facts);
    const breaches = all.flatMap((one) => broken(one, facts).map((what) => ({ record: record(one), what })));
    return { checked: all.length, breaches };
  },
});

/** A law that holds for each incident by itself. */
export const lawForIncidents = (
  name: string,
  says: string,
  broken: (whole: WholeIncident, facts: Facts) => readonly string[],
): Law =>
  lawForEach(
    name,
    says,
    ({ record }) => record.incidents,
    ({ incident }) => incident.id,
    broken,
  );

/** What is said if something is wrong; made for lists: `[...unless(ok, 'what')]`. */
export const unless = (ok: boolean, what: string): readonly string[] => (ok ? [] : [what]);
