import type { BoundCap } from '../bound-cap.ts';
import { DAY, HOUR } from '../envelope-policy.ts';
import type { Instant } from '../time.ts';
import { type Try, triesWithin } from '../tries.ts';
import type { Law } from './law.ts';
import type { Facts } from './record.ts';

/** A plan that was begun: its first start, on whose word, and what it counted against. */
interface Begun {
  readonly own: Try;
  readonly decision: string;
  readonly subjects: readonly string[];
  readonly caps: readonly BoundCap[];
}

const begunIn = ({ record }: Facts): readonly Begun[] =>
  record.incidents.flatMap(({ incident, plans, actions }) =>
    plans.flatMap(({ digest, decision, fault, caps }): readonly Begun[] => {
      const starts = actions.filter(({ planDigest, undoes }) => planDigest === digest && undoes === undefined);
      const at = starts.map(({ startedAt }) => startedAt).toSorted()[0];
      if (at === undefined) return [];
      const subjects = [`runbook:${fault}`, ...starts.map(({ target }) => `target:${target}`)];
      return [{ own: { at, incidentId: incident.id, planDigest: digest }, decision, subjects, caps }];
    }),
  );

/** An action notes its start before the gate counts it: what lies this near the edge of a window proves nothing. Seconds. */
const EDGE = 60;

const tooMany = (tries: readonly Try[], { subject, perHour, perDay }: BoundCap, at: Instant): readonly string[] => {
  const [hour, day] = [triesWithin(tries, HOUR - EDGE, at), triesWithin(tries, DAY - EDGE, at)];
  if (hour < perHour && day < perDay) return [];
  return [
    `${subject} had been tried ${hour} times in an hour and ${day} in a day; allowed were ${perHour} and ${perDay}`,
  ];
};

const brokenBy = (one: Begun, all: readonly Begun[]): readonly string[] => {
  // People who approve a plan may go beyond.
  if (one.decision === 'ask') return [];
  return one.caps.flatMap((cap) => {
    const earlier = all.filter(({ own, subjects }) => own.at < one.own.at && subjects.includes(cap.subject));
    return tooMany(
      earlier.map(({ own }) => own),
      cap,
      one.own.at,
    );
  });
};

export const CAP_LAWS: readonly Law[] = [
  {
    name: 'tries-capped',
    says: 'nothing is tried by itself beyond the caps that its plan was judged by',
    check: (facts) => {
      const all = begunIn(facts);
      return {
        checked: all.length,
        breaches: all.flatMap((one) =>
          brokenBy(one, all).map((what) => ({ record: `${one.own.incidentId} plan ${one.own.planDigest}`, what })),
        ),
      };
    },
  },
];
