import { type Beat, DRILL, silentAfter } from '../domain/heartbeat.ts';
import { instant, secondsBetween } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Heartbeats } from '../ports/heartbeats.ts';
import type { PolicySource } from '../ports/policy-source.ts';
import { eachAlone } from './each-alone.ts';
import type { PipelineAlarms, PipelineTrouble } from './pipeline-alarms.ts';

export interface WatchHeartbeatsDeps {
  readonly heartbeats: Heartbeats;
  readonly alarms: PipelineAlarms;
  readonly policies: PolicySource;
  readonly clock: Clock;
}

export interface HeartbeatsWatched {
  readonly heard: number;
  /** The names of those that are silent. */
  readonly silent: readonly string[];
}

/** A heartbeat that was heard once and stops is a trouble of its own; it is over as soon as it beats again. */
export const makeWatchHeartbeats =
  ({ heartbeats, alarms, policies, clock }: WatchHeartbeatsDeps) =>
  async (): Promise<HeartbeatsWatched> => {
    const [beats, policy] = await Promise.all([heartbeats.all(), policies.current()]);
    const now = instant(clock());
    const isSilent = (beat: Beat): boolean => secondsBetween(beat.at, now) > silentAfter(beat, policy);
    const silent = beats.filter(isSilent);
    const heard = beats.filter((beat) => !isSilent(beat));
    await eachAlone([
      ...silent.map((beat) => alarms.raise(troubleOf(beat, silentAfter(beat, policy)))),
      alarms.clear(heard.map((beat) => ({ condition: conditionOf(beat), reason: 'heartbeat_returned', at: beat.at }))),
    ]);
    return { heard: heard.length, silent: silent.map(conditionOf) };
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

const consequence = ({ name }: Beat): string =>
  name === DRILL
    ? 'Our own notifications are not taken in: alerts may not be either.'
    : 'Alerts of this source may not reach us.';
