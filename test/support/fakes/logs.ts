import type { LogLine } from '../../../functions/core/domain/engine/log-template.ts';
import type { Logs } from '../../../functions/core/ports/logs.ts';

/** Logs of functions that a test writes. */
export interface InMemoryLogs extends Logs {
  readonly write: (functionName: string, ...lines: readonly LogLine[]) => void;
  failing: Error | undefined;
}

export const inMemoryLogs = (): InMemoryLogs => {
  const written = new Map<string, LogLine[]>();
  const logs: InMemoryLogs = {
    failing: undefined,
    write: (functionName, ...lines) => {
      written.set(functionName, [...(written.get(functionName) ?? []), ...lines]);
    },
    linesOf: async ({ lambda }, from, to, most) => {
      if (logs.failing !== undefined) throw logs.failing;
      const known = lambda === undefined ? undefined : written.get(lambda.functionName);
      if (lambda === undefined || known === undefined) return undefined;
      const all = known
        .filter(({ at }) => at * 1000 >= from.getTime() && at * 1000 <= to.getTime())
        .toSorted((a, b) => a.at - b.at);
      const lines = all.slice(0, most);
      const until = lines.length < most ? to.getTime() / 1000 : (lines.at(-1)?.at ?? from.getTime() / 1000);
      return { query: lambda.functionName, lines, until };
    },
  };
  return logs;
};
