import { countEntries, summed } from '../tally/count-entry.ts';
import type { CountedName, Sample } from '../tally/metrics.ts';
import { secondsBetween } from '../time.ts';
import type { Law } from './law.ts';
import type { Facts } from './record.ts';

/** What is counted while the table is read stands in some of it only: then nothing can be compared. */
const QUIET_SECONDS = 60;

/** Sums of seconds are added up in another order. */
const CLOSE = 1e-6;

const nameOf = ({ metric, part, labels }: Sample<CountedName>): string =>
  JSON.stringify([metric, part ?? null, ...labels]);

/** What the numbers must be: every timeline counted anew, as far as it is said to be counted. */
const recounted = ({ record }: Facts): readonly Sample<CountedName>[] =>
  summed(
    record.counted.flatMap(({ incidentId, seq }) => {
      const whole = record.incidents.find(({ incident }) => incident.id === incidentId);
      return countEntries(
        undefined,
        (whole?.timeline ?? []).filter((entry) => entry.seq <= seq),
      ).counts;
    }),
  );

const isQuiet = ({ record, now }: Facts): boolean =>
  record.incidents.every(({ incident }) => secondsBetween(incident.updatedAt, now) >= QUIET_SECONDS);

export const TALLY_LAWS: readonly Law[] = [
  {
    name: 'numbers-counted',
    says: 'our own numbers are what counting every timeline anew comes to; not compared while something is going on',
    check: (facts) => {
      if (!isQuiet(facts)) return { checked: 0, breaches: [] };
      const kept = new Map(summed(facts.record.tallies).map((one) => [nameOf(one), one.value]));
      const meant = new Map(recounted(facts).map((one) => [nameOf(one), one.value]));
      const names = [...new Set([...kept.keys(), ...meant.keys()])];
      const breaches = names.flatMap((record) => {
        const [is, ought] = [kept.get(record) ?? 0, meant.get(record) ?? 0];
        const same = Math.abs(is - ought) <= CLOSE * Math.max(1, Math.abs(ought));
        return same ? [] : [{ record, what: `is ${is}, the timelines come to ${ought}` }];
      });
      return { checked: names.length, breaches };
    },
  },
];
