import type { Change } from '../../../functions/core/domain/engine/changes.ts';
import type { ChangeSource, ReportedChanges } from '../../../functions/core/ports/changes.ts';
import { emptyMemory, type Memory } from './memory.ts';

export const inMemoryReportedChanges = (memory: Memory = emptyMemory()): ReportedChanges => {
  const newestFirst = () => [...memory.changes.values()].toSorted((a, b) => (a.at < b.at ? 1 : -1));
  return {
    record: async (change) => {
      const known = memory.changes.get(change.id);
      if (known !== undefined) return { outcome: 'known', change: known };
      memory.changes.set(change.id, change);
      return { outcome: 'recorded', change };
    },
    newest: async (limit) => newestFirst().slice(0, limit),
    between: async (from, to) => newestFirst().filter(({ at }) => at >= from && at <= to),
  };
};

/** A system whose changes a test tells. */
export interface ScriptedChangeSource extends ChangeSource {
  readonly known: Change[];
  failing: Error | undefined;
}

export const scriptedChangeSource = (): ScriptedChangeSource => {
  const source: ScriptedChangeSource = {
    name: 'scripted',
    known: [],
    failing: undefined,
    changesOf: async (service, _facts, from, to) => {
      if (source.failing !== undefined) throw source.failing;
      return source.known.filter(
        (change) =>
          change.service === service && change.at * 1000 >= from.getTime() && change.at * 1000 <= to.getTime(),
      );
    },
  };
  return source;
};
