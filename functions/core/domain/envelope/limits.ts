import type { EnvelopePolicy } from '../envelope-policy.ts';
import type { EnvelopeFacts, Reach, Rest, Tried } from './facts.ts';
import { type Verdict, within } from './verdict.ts';

const named = (subject: string): string => subject.replace(':', ' ');

const capRule = ({ cap, lastHour, lastDay }: Tried, { refusals }: EnvelopePolicy): Verdict =>
  within(
    lastHour < cap.perHour && lastDay < cap.perDay,
    {
      rule: `tries of ${named(cap.subject)}`,
      value: `${lastHour} in an hour, ${lastDay} in a day`,
      limit: `fewer than ${cap.perHour} in an hour and ${cap.perDay} in a day`,
    },
    refusals.cap,
    'cap_reached',
  );

/** After so many failures in a row a target is held for this long; none holds it not at all. */
export const holdSeconds = (failures: number, { baseSeconds, mostSeconds }: EnvelopePolicy['hold']): number =>
  failures > 0 ? Math.min(mostSeconds, baseSeconds * 2 ** (failures - 1)) : 0;

const restRules = ({ target, since, failures }: Rest, limits: EnvelopePolicy): readonly Verdict[] => {
  const value = since === undefined ? 'not within a day' : `${Math.round(since)} s ago`;
  const { cooldownSeconds, refusals } = limits;
  const hold = holdSeconds(failures, limits.hold);
  return [
    within(
      since === undefined || since >= cooldownSeconds,
      { rule: `rest of ${target}`, value, limit: `${cooldownSeconds} s after another incident's try` },
      refusals.cooldown,
      'cooling_down',
    ),
    within(
      failures === 0 || (since !== undefined && since >= hold),
      {
        rule: `hold of ${target}`,
        value: failures === 0 ? 'the last try helped, or there was none' : `${failures} in vain, ${value}`,
        limit: failures === 0 ? 'no try in vain' : `${hold} s after ${failures} in vain`,
      },
      refusals.hold,
      'on_hold',
    ),
  ];
};

/** Steps that take instances away are held to the instances that are there, and to those that are left. */
const reachRules = (reach: Reach, { blastRadius, refusals }: EnvelopePolicy): readonly Verdict[] => {
  const { target, what, count, service, instances, healthy } = reach;
  const { things, percent, minimumHealthy } = blastRadius;
  const many = within(
    count <= things,
    { rule: `${what} of ${target}`, value: String(count), limit: `at most ${things} at once` },
    refusals.blastRadius,
    'blast_radius',
  );
  if (what !== 'instances') return [many];
  const share = instances === undefined ? Number.NaN : (100 * count) / instances;
  const left = healthy === undefined ? Number.NaN : healthy - count;
  const told = (value: number, unit: string): string => (Number.isNaN(value) ? 'unknown' : `${value}${unit}`);
  return [
    many,
    within(
      share <= percent,
      { rule: `share of ${service}`, value: told(Math.round(share), ' %'), limit: `at most ${percent} % at once` },
      refusals.blastRadius,
      'blast_radius',
    ),
    within(
      left >= minimumHealthy,
      { rule: `healthy of ${service}`, value: told(left, ' left'), limit: `at least ${minimumHealthy} left` },
      refusals.blastRadius,
      'blast_radius',
    ),
  ];
};

/** How often, how soon and how much: the limits that keep a good idea from being had too often. */
export const limitRules = (facts: EnvelopeFacts): readonly Verdict[] => {
  const { tried, rests, reaches, targets, opened, limits } = facts;
  const { blastRadius, storm, refusals } = limits;
  const about = { rule: 'targets', value: String(targets) };
  return [
    // A selector that matched nothing, or was never resolved, is not a small plan: it is none.
    targets > 0
      ? within(
          targets <= blastRadius.targets,
          { ...about, limit: `at most ${blastRadius.targets}` },
          refusals.blastRadius,
          'blast_radius',
        )
      : within(false, { ...about, limit: 'at least 1' }, 'deny', 'no_targets'),
    ...reaches.flatMap((reach) => reachRules(reach, limits)),
    ...tried.map((one) => capRule(one, limits)),
    ...rests.flatMap((rest) => restRules(rest, limits)),
    opened === undefined
      ? within(
          false,
          { rule: 'storm', value: 'unknown', limit: `at most ${storm.incidents} incidents` },
          'deny',
          'envelope_unreadable',
        )
      : within(
          opened <= storm.incidents,
          {
            rule: 'storm',
            value: `${opened} incidents opened in ${storm.windowSeconds} s`,
            limit: `at most ${storm.incidents}`,
          },
          refusals.storm,
          'storm',
        ),
  ];
};
