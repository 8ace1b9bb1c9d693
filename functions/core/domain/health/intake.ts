import type { Growth, GrowthLimit, QuarantineCount } from '../quarantine.ts';
import type { Receipt } from '../receipt.ts';
import { type Instant, secondsBetween } from '../time.ts';
import type { FollowedTroubles } from '../troubles.ts';
import { agoText, noted, type Sign, unwell, well } from './sign.ts';

/** What lies in a queue of dead letters, as that queue says now. */
export const pileSign = ({ name, count }: { readonly name: string; readonly count: number }): Sign =>
  count === 0
    ? well(`dead letters ${name}`, 'none')
    : unwell(
        `dead letters ${name}`,
        `${count} could not be taken`,
        'bin/selfright dlq list says what stood in the way',
      );

/** The queues that only the watch sees: those in which it found something, apart from `seen`. */
export const followedSigns = (followed: FollowedTroubles, seen: readonly string[], now: Instant): readonly Sign[] =>
  Object.entries(followed)
    .filter(([condition]) => condition.startsWith('dead letters ') && !seen.includes(condition))
    .map(([condition, { since }]) =>
      unwell(condition, `the watch finds some since ${agoText(since, now)}`, 'its incident says what stood in the way'),
    );

/** Receipts that should have come to an end. */
export const stuckSign = (stuck: readonly Receipt[], now: Instant): Sign => {
  const [oldest] = stuck;
  if (oldest === undefined) return well('receipts', 'none waits for long');
  const says = `${stuck.length} are still queued, the oldest ${oldest.id} since ${agoText(oldest.receivedAt, now)}`;
  return unwell('receipts', says, 'the log of the Lambda intake says why');
};

/** Whether sources send what nobody understands; `growths` has that of every source. */
export const quarantineSigns = (
  counts: readonly QuarantineCount[],
  growths: ReadonlyMap<string, Growth>,
  { incidentAfter, windowSeconds }: GrowthLimit,
  now: Instant,
): readonly Sign[] => {
  const sources = [...new Set(counts.map(({ source }) => source))].toSorted();
  if (sources.length === 0) return [well('quarantine', 'everything was understood')];
  return sources.map((source) => {
    const about = `quarantine ${source}`;
    const why = counts.filter((one) => one.source === source).map(({ reason, count }) => `${count} ${reason}`);
    const bodies = growths.get(source)?.bodies ?? [];
    const recent = bodies.filter(({ at }) => secondsBetween(at, now) <= windowSeconds).length;
    if (recent < incidentAfter)
      return noted(about, `not understood so far: ${why.join(', ')}; ${recent} bodies of late`);
    const remedy = 'bin/selfright quarantine list shows them; was a template or a version changed?';
    return unwell(
      about,
      `it grows: ${recent} different bodies of late were not understood (${why.join(', ')})`,
      remedy,
    );
  });
};

/** Which sources can come in, and have of late. `secrets` has those whose secret is known; absent, it was not looked at. */
export const sourceSigns = (
  names: readonly string[],
  secrets: readonly string[] | undefined,
  newest: readonly Receipt[],
  now: Instant,
): readonly Sign[] =>
  names.map((name) => {
    const about = `source ${name}`;
    if (secrets !== undefined && !secrets.includes(name)) {
      return unwell(about, 'it has no secret: whatever it sends is refused', `add ${name} to the sources’ secret`);
    }
    const last = newest.find(({ source }) => source === name);
    if (last !== undefined) return well(about, `last heard ${agoText(last.receivedAt, now)}`);
    return noted(about, `not heard of late; bin/selfright connect ${name} tells how it is connected`);
  });
