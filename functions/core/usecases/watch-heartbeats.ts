import { awaited, type Beat, isDrill, isSilent, silentAfter } from '../domain/heartbeat.ts';
import { type Instant, instant } from '../domain/time.ts';
import type { ListeningNote } from '../domain/watch-notes.ts';
import type { Clock } from '../ports/clock.ts';
import type { Heartbeats } from '../ports/heartbeats.ts';
import type { Note } from '../ports/note.ts';
import type { PolicySource } from '../ports/policy-source.ts';
import { eachAlone } from './each-alone.ts';
import type { PipelineAlarms, PipelineTrouble } from './pipeline-alarms.ts';

export interface WatchHeartbeatsDeps {
  readonly heartbeats: Heartbeats;
  readonly listening: Note<ListeningNote>;
  readonly alarms: PipelineAlarms;
  readonly policies: PolicySource;
  readonly clock: Clock;
}

export interface HeartbeatsWatched {
  readonly heard: number;
  /** The names of those that are silent. */
  readonly silent: readonly string[];
}

/** A heartbeat that stops is a trouble of its own; it is over as soon as it beats again. */
export const makeWatchHeartbeats = ({ heartbeats, listening, alarms, policies, clock }: WatchHeartbeatsDeps) => {
  const listeningSince = async (now: Instant): Promise<Instant> => {
    const { value, version } = await listening.read();
    if (value === undefined) await listening.write({ since: now }, version);
    return value?.since ?? now;
  };

  return async (): Promise<HeartbeatsWatched> => {
    const now = instant(clock());
    const [beats, policy, since] = await Promise.all([heartbeats.all(), policies.current(), listeningSince(now)]);
    const silent: Beat[] = [];
    const heard: Beat[] = [];
    for (const beat of awaited(beats, since)) (isSilent(beat, policy, now) ? silent : heard).push(beat);
    await eachAlone([
      ...silent.map((beat) => alarms.raise(troubleOf(beat, silentAfter(beat, policy)))),
      alarms.clear(heard.map((beat) => ({ condition: conditionOf(beat), at: beat.at }))),
    ]);
    return { heard: heard.length, silent: silent.map(conditionOf) };
  };
};

export type WatchHeartbeats = ReturnType<typeof makeWatchHeartbeats>;

const conditionOf = ({ source, name }: Beat): string => `heartbeat ${source}/${name}`;

const troubleOf = (beat: Beat, limit: number): PipelineTrouble => ({
  condition: conditionOf(beat),
  name: 'HeartbeatSilent',
  reason: 'heartbeat_silent',
  since: beat.at,
  says: `The heartbeat ${beat.name} of ${beat.source} was last heard at ${beat.at}, ${Math.round(limit)} s may pass. ${consequence(beat)}`,
});

const consequence = (beat: Beat): string =>
  isDrill(beat)
    ? 'Our own notifications are not taken in: alerts may not be either.'
    : 'Alerts of this source may not reach us.';
