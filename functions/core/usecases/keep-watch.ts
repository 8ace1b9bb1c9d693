import { type Instant, instant, plusSeconds } from '../domain/time.ts';
import type { RoundNote } from '../domain/watch-notes.ts';
import type { Clock } from '../ports/clock.ts';
import type { Note } from '../ports/note.ts';
import { eachAlone } from './each-alone.ts';

export interface KeepWatchDeps {
  readonly parts: Readonly<Record<string, () => Promise<unknown>>>;
  readonly note: Note<RoundNote>;
  readonly clock: Clock;
  /** How long a round may take at the longest. */
  readonly leaseSeconds: number;
}

export type Round =
  | { readonly outcome: 'done'; readonly parts: Readonly<Record<string, unknown>> }
  /** Another round is under way: it would do the same. */
  | { readonly outcome: 'busy' };

/** One round of the watch over ourselves. Its parts do not need each other; it fails when one did, after all are through. */
export const makeKeepWatch = ({ parts, note, clock, leaseSeconds }: KeepWatchDeps) => {
  const taken = async (startedAt: Instant): Promise<number | undefined> => {
    const { value: last, version } = await note.read();
    if (last !== undefined && last.endedAt === undefined && last.leaseUntil > startedAt) return undefined;
    const leaseUntil = plusSeconds(startedAt, leaseSeconds);
    return (await note.write({ startedAt, leaseUntil, found: last?.found }, version)) === 'written'
      ? version + 1
      : undefined;
  };

  return async (): Promise<Round> => {
    const startedAt = instant(clock());
    const version = await taken(startedAt);
    if (version === undefined) return { outcome: 'busy' };
    const running = Object.entries(parts).map(([name, part]) => ({ name, done: part() }));
    const ended = await Promise.allSettled(running.map(({ done }) => done));
    const failed = running.filter((_, i) => ended[i]?.status === 'rejected').map(({ name }) => name);
    const endedAt = instant(clock());
    const did = running.flatMap(({ name }, i) => {
      const one = ended[i];
      return one?.status === 'fulfilled' ? [[name, one.value] as const] : [];
    });
    const found = { at: endedAt, parts: Object.fromEntries(did) };
    await note.write({ startedAt, leaseUntil: endedAt, endedAt, failed, found }, version);
    await eachAlone(running.map(({ done }) => done));
    const results = running.map(async ({ name, done }) => [name, await done] as const);
    return { outcome: 'done', parts: Object.fromEntries(await Promise.all(results)) };
  };
};

export type KeepWatch = ReturnType<typeof makeKeepWatch>;
