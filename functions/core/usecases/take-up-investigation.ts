import type { IncidentId } from '../domain/incident.ts';
import { callIn, isAnswered } from '../domain/investigation-call.ts';
import { type Wave, waveWith } from '../domain/investigation-wave.ts';
import { type Instant, instant, secondsBetween } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { Note } from '../ports/note.ts';
import type { PolicySource } from '../ports/policy-source.ts';
import { makeChangeIncident } from './change-incident.ts';

export interface TakeUpInvestigationDeps {
  readonly store: IncidentStore;
  readonly policies: PolicySource;
  /** The newest wave, written by whoever joins it. */
  readonly wave: Note<Wave>;
  readonly clock: Clock;
  /** Has the model look, and keeps what it says. */
  readonly investigate: (id: IncidentId) => Promise<unknown>;
}

/** Later than this nobody waits for a model any more. Seconds. */
const STALE = 900;
const ROUNDS = 20;
const ACTOR = 'agent:investigator';

export type TakenUp =
  | 'investigated'
  /** Another of its wave is looked at, and is named. */
  | 'joined'
  /** It was taken up before. */
  | 'already'
  /** The policy has no investigator, or none that looks by itself. */
  | 'off'
  /** Nothing calls for it, it was called for too long ago, or the incident is over. */
  | 'not_called';

/**
 * Has a model look at an incident for which an entry of its timeline calls. What nobody asked for is looked at once for a
 * wave: rather not at all, after a crash, than twice. It moves nothing, so whoever hands over never waits for it.
 */
export const makeTakeUpInvestigation = (deps: TakeUpInvestigationDeps) => {
  const { store, policies, clock, wave, investigate } = deps;
  const change = makeChangeIncident(store);

  /** The wave that it is in, and whether it leads it from this moment on; undefined when too many came at the same moment. */
  const joined = async (id: IncidentId, at: Instant, lullSeconds: number): Promise<Wave | undefined> => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { value, version } = await wave.read();
      const next = waveWith(value, id, at, lullSeconds);
      if ((await wave.write(next, version)) === 'written') return next;
    }
    return undefined;
  };

  return async (id: IncidentId, seq: number): Promise<TakenUp> => {
    const [policy, whole] = await Promise.all([policies.current(), store.readWhole(id)]);
    const entry = whole?.timeline.find((one) => one.seq === seq);
    if (policy.investigator === undefined) return 'off';
    if (whole === undefined || entry === undefined) return 'not_called';
    const { timeline, incident } = whole;
    const call = callIn(timeline, entry);
    const at = instant(clock());
    if (call === undefined || secondsBetween(entry.at, at) > STALE) return 'not_called';
    if (isAnswered(timeline, entry)) return 'already';
    const tell = (
      kind: 'investigation.started' | 'investigation.joined',
      text: string,
      more: Record<string, string | number>,
    ) =>
      change(
        id,
        (current) => current && { entries: [{ kind, actor: ACTOR, text, data: { calledBySeq: seq, at, ...more } }] },
      );

    if (call === 'inconclusive') {
      if (!policy.investigator.afterInconclusive) return 'off';
      if (incident.status !== 'escalated') return 'not_called';
      const lullSeconds = policy.correlation.windowSeconds;
      const ours = await joined(id, at, lullSeconds);
      if (ours === undefined) return 'not_called';
      const { leader } = ours;
      if (leader !== id) {
        await tell('investigation.joined', `A model looks at ${leader}, which came in the same wave.`, {
          leader,
          lullSeconds,
        });
        return 'joined';
      }
      // It leads a wave since before: whoever made it lead is at it.
      if (ours.beganAt !== at) return 'already';
      await tell('investigation.started', 'A model looks at it, since no cause was sure.', { leader, lullSeconds });
    } else {
      await tell('investigation.started', 'A model looks at it, since somebody asked.', {});
    }
    await investigate(id);
    return 'investigated';
  };
};

export type TakeUpInvestigation = ReturnType<typeof makeTakeUpInvestigation>;
