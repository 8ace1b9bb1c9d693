import { compareLogs } from '../domain/engine/log-compare.ts';
import type { Span } from '../domain/engine/telemetry.ts';
import { SelfrightError } from '../domain/errors.ts';
import type { LogsSeen } from '../domain/examination.ts';
import type { Policy } from '../domain/policy.ts';
import type { Logs } from '../ports/logs.ts';
import type { Within } from './within-deadline.ts';

/** Lines of one log that are read of either stretch. */
const MOST = 5_000;
/** What is usual is read from so many times the length of the window before it. */
const USUAL = 3;

/** A log as it was read, to be compared once it is known when the trouble began. */
export type ReadLog = (calm: readonly Span[], window: Span) => LogsSeen;

/** Reads the logs of services around a trouble that began after `usually`; unix seconds. One that cannot be read is told as missing. */
export const makeReadLogs =
  (logs: Logs, within: Within) =>
  async (services: readonly string[], policy: Policy, usually: number, to: number): Promise<readonly ReadLog[]> => {
    const from = usually - USUAL * (to - usually);
    const at = (seconds: number) => new Date(seconds * 1000);
    const read = async (service: string): Promise<ReadLog | undefined> => {
      const facts = policy.services[service];
      if (facts === undefined) return undefined;
      try {
        const [before, since] = await Promise.all([
          within(() => logs.linesOf(facts, at(from), at(usually), MOST)),
          within(() => logs.linesOf(facts, at(usually), at(to), MOST)),
        ]);
        if (before === undefined || since === undefined) return undefined;
        const covered = [
          { from, to: before.until },
          { from: usually, to: since.until },
        ];
        return (calm, window) => {
          const found = compareLogs([...before.lines, ...since.lines], calm, window, covered);
          const query = since.query;
          return found === undefined
            ? { service, query, missing: 'no line from when nothing was wrong' }
            : { service, query, found };
        };
      } catch (error) {
        if (!(error instanceof SelfrightError)) throw error;
        const missing = error.message;
        return () => ({ service, query: `the log of ${service}`, missing });
      }
    };
    return (await Promise.all(services.map(read))).filter((one) => one !== undefined);
  };
