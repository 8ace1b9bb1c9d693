import type { PolicySource } from '../ports/policy-source.ts';
import type { Timers } from '../ports/timers.ts';

export interface SetRoundsDeps {
  readonly timers: Timers;
  readonly policies: PolicySource;
}

/** A schedule comes each minute at best. Seconds. */
const MINUTE = 60;

/** Sets the rounds between this minute's and the next one's, where the policy asks for more than one a minute. */
export const makeSetRounds =
  ({ timers, policies }: SetRoundsDeps) =>
  async (): Promise<number> => {
    const { watchEvery } = (await policies.current()).timings;
    const between = Math.ceil(MINUTE / watchEvery) - 1;
    const waits = Array.from({ length: between }, (_, n) => (n + 1) * watchEvery);
    await Promise.all(waits.map((seconds) => timers.after(seconds, { kind: 'watch_due' })));
    return between;
  };
