import { instant } from '../domain/time.ts';
import { type Finding, type FollowedTroubles, followed } from '../domain/troubles.ts';
import type { Clock } from '../ports/clock.ts';
import type { Note } from '../ports/note.ts';
import { eachAlone } from './each-alone.ts';
import type { PipelineAlarms } from './pipeline-alarms.ts';

export interface FollowTroublesDeps {
  readonly note: Note<FollowedTroubles>;
  readonly alarms: PipelineAlarms;
  readonly clock: Clock;
}

/**
 * Raises what was found wrong and clears what is over. What has no beginning of its own gets one here, written down before
 * anybody is told: cut off in between, the next round tells of the same trouble.
 */
export const makeFollowTroubles =
  ({ note, alarms, clock }: FollowTroublesDeps) =>
  async (findings: readonly Finding[]): Promise<void> => {
    const now = instant(clock());
    const { value = {}, version } = await note.read();
    const { troubles, well, after } = followed(value, findings, now);
    // Another round was quicker: it has told, or will.
    if (after !== undefined && (await note.write(after, version)) === 'conflict') return;
    await eachAlone([
      ...troubles.map((trouble) => alarms.raise(trouble)),
      alarms.clear(well.map((condition) => ({ condition, at: now }))),
    ]);
  };

export type FollowTroubles = ReturnType<typeof makeFollowTroubles>;
