import { awaited, type Beat, DRILL, isDrill, isSilent, silentAfter } from '../heartbeat.ts';
import type { Policy } from '../policy.ts';
import type { Receipt } from '../receipt.ts';
import type { FeedNote } from '../reconciliation.ts';
import { type Instant, secondsBetween } from '../time.ts';
import type { DrillNote, RoundNote } from '../watch-notes.ts';
import { agoText, noted, type Sign, spanText, unwell, well } from './sign.ts';

/** A round comes each minute at least; after three that did not, there is none. Seconds. */
const ROUNDS_MISSED = 180;
/** Our own notification should be through by then, as its alarm says too. Seconds. */
const THROUGH_WITHIN = 60;

const LOG = 'the log of the Lambda keep-watch says why';

/** The watch that finds what nobody sends, and work that was lost. */
export const roundSigns = (round: RoundNote | undefined, now: Instant): readonly Sign[] => {
  const about = 'watch';
  if (round === undefined)
    return [
      unwell(
        about,
        'it has never run',
        'the first round comes within a minute of a deploy; after that: is its schedule on?',
      ),
    ];
  const { startedAt, endedAt, leaseUntil, failed = [] } = round;
  const ran = `its newest round began ${agoText(startedAt, now)}`;
  if (secondsBetween(startedAt, now) > ROUNDS_MISSED)
    return [unwell(about, ran, 'is its schedule on? see WatchSilent')];
  if (endedAt === undefined && leaseUntil < now) return [unwell(about, `${ran} and never ended`, LOG)];
  return failed.length === 0
    ? [well(about, ran)]
    : failed.map((part) => unwell(about, `${ran} and could not do ${part}`, LOG));
};

/** The comparison of our record with what the Alertmanagers list. */
export const reconciliationSign = (
  { alertmanager }: Policy,
  feed: FeedNote | undefined,
  round: RoundNote | undefined,
  now: Instant,
): Sign => {
  const about = 'reconciliation';
  if (alertmanager === undefined) {
    return noted(about, 'the policy names no Alertmanager: alerts that were never sent are not found');
  }
  if (feed === undefined || round === undefined) {
    return unwell(about, 'it has never been done', 'the watch does it; see there');
  }
  if (round.failed?.includes('reconcile')) return unwell(about, `it failed ${agoText(round.startedAt, now)}`, LOG);
  const { unansweredSince, unanswered = [] } = feed;
  if (unansweredSince !== undefined) {
    const who = unanswered.length > 0 ? unanswered.join(', ') : 'one of them';
    const says = `for ${spanText(secondsBetween(unansweredSince, now))} not every Alertmanager has answered (${who})`;
    return unwell(about, says, 'are the addresses in the policy right, and reached from the Lambda keep-watch?');
  }
  const peers = alertmanager.urls.length;
  return well(about, `all ${peers} Alertmanager${peers === 1 ? '' : 's'} answered ${agoText(round.startedAt, now)}`);
};

const beatSign = (beat: Beat, policy: Policy, now: Instant): Sign => {
  const about = `heartbeat ${beat.source}/${beat.name}`;
  const heard = `last heard ${agoText(beat.at, now)}`;
  return isSilent(beat, policy, now)
    ? unwell(
        about,
        `${heard}; ${spanText(silentAfter(beat, policy))} may pass`,
        `alerts of ${beat.source} may not reach us`,
      )
    : well(about, heard);
};

/** The heartbeats that are heard, and the one of Alertmanager that should be. Our own is a sign of its own. */
export const heartbeatSigns = (beats: readonly Beat[], policy: Policy, now: Instant): readonly Sign[] => {
  const others = beats.filter((beat) => !isDrill(beat)).map((beat) => beatSign(beat, policy, now));
  const known = policy.alertmanager === undefined || beats.some(({ source }) => source === 'alertmanager');
  if (known) return others;
  const remedy = 'bin/selfright connect alertmanager prints the Watchdog rule';
  return [...others, unwell('heartbeat alertmanager', 'no Watchdog has ever been heard', remedy)];
};

/** Our own notification: whether it is sent, and gets through. `receipt` is that of the newest. */
export const drillSign = (
  drill: DrillNote | undefined,
  receipt: Receipt | undefined,
  { beats, listeningSince }: { readonly beats: readonly Beat[]; readonly listeningSince: Instant | undefined },
  policy: Policy,
  now: Instant,
): Sign => {
  const about = 'drill';
  const log = 'the logs of the Lambdas drill, webhook and intake say why';
  if (drill === undefined)
    return unwell(
      about,
      'it has never been sent',
      'the first comes within a minute of a deploy; after that: is its schedule on?',
    );
  const sent = `sent ${agoText(drill.sentAt, now)}`;
  const own = awaited(beats, listeningSince ?? now).find(isDrill);
  if (own !== undefined && isSilent(own, policy, now)) {
    return unwell(about, `${sent}, and ${DRILL.name} was last heard ${agoText(own.at, now)}`, log);
  }
  const open = receipt === undefined || receipt.state === 'queued';
  if (open && secondsBetween(drill.sentAt, now) > THROUGH_WITHIN) {
    return unwell(about, `${sent}, and not taken in since`, log);
  }
  if (receipt !== undefined && !open && receipt.state !== 'recorded') {
    return unwell(about, `${sent}, and ended as ${receipt.state}, not as recorded`, log);
  }
  const took =
    drill.latency === undefined ? 'none has been measured yet' : `the last took ${drill.latency.toFixed(1)} s`;
  return well(about, `${sent}; ${took}`);
};
