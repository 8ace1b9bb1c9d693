import { awaited, isSilent } from '../domain/heartbeat.ts';
import type { PipelineHealth, RoundState } from '../domain/pipeline.ts';
import { instant } from '../domain/time.ts';
import type { DrillNote, ListeningNote } from '../domain/watch-notes.ts';
import type { Clock } from '../ports/clock.ts';
import type { Heartbeats } from '../ports/heartbeats.ts';
import type { Note } from '../ports/note.ts';
import type { PolicySource } from '../ports/policy-source.ts';
import type { Quarantine } from '../ports/quarantine.ts';
import type { QueueDepth } from '../ports/queue-depth.ts';

export interface ReadPipelineDeps {
  readonly depth: QueueDepth;
  readonly round: Pick<Note<RoundState>, 'read'>;
  readonly drill: Pick<Note<DrillNote>, 'read'>;
  readonly listening: Pick<Note<ListeningNote>, 'read'>;
  readonly heartbeats: Pick<Heartbeats, 'all'>;
  readonly quarantine: Pick<Quarantine, 'counts'>;
  readonly policies: PolicySource;
  readonly clock: Clock;
}

/** What is known of ourselves: from what the watch noted, and from the queue as it is now. */
export const makeReadPipeline =
  ({ depth, round, drill, listening, heartbeats, quarantine, policies, clock }: ReadPipelineDeps) =>
  async (): Promise<PipelineHealth> => {
    const now = instant(clock());
    const [queue, rounds, drills, since, beats, counts, policy] = await Promise.all([
      depth.read(),
      round.read(),
      drill.read(),
      listening.read(),
      heartbeats.all(),
      quarantine.counts(),
      policies.current(),
    ]);
    const last = drills.value;
    return {
      at: now,
      queue,
      ...(rounds.value && { round: rounds.value }),
      ...(last && { drill: { sentAt: last.sentAt, latency: last.latency } }),
      heartbeats: awaited(beats, since.value?.since ?? now).map(({ source, name, at }) => {
        return { source, name, at, silent: isSilent({ source, name, at }, policy, now) };
      }),
      quarantine: counts,
    };
  };

export type ReadPipeline = ReturnType<typeof makeReadPipeline>;
