import type { JsonObject } from '../../../functions/core/domain/json.ts';
import type { TargetReader } from '../../../functions/core/ports/target-reader.ts';
import type { InMemoryReleases } from './releases.ts';
import type { InMemorySessions } from './sessions.ts';

const pidsIn = ({ sessions }: JsonObject): readonly unknown[] =>
  Array.isArray(sessions)
    ? sessions.map((session: unknown) =>
        typeof session === 'object' && session !== null && 'pid' in session ? session.pid : undefined,
      )
    : [];

/** Reads targets as the in-memory databases and releases show them. */
export const inMemoryTargets = (sessions: InMemorySessions, releases: InMemoryReleases): readonly TargetReader[] => [
  {
    connector: 'postgres',
    look: async ({ parameters }) => {
      if (sessions.failing) throw sessions.failing;
      const there = sessions.databases.get(String(parameters['connection'])) ?? [];
      const pids = pidsIn(parameters);
      return { idleInTransaction: there.filter(({ pid }) => pids.includes(pid)).length };
    },
  },
  {
    connector: 'lambda',
    look: async ({ parameters: { functionName, alias } }) => {
      const { current, revision, weights } = await releases.deployed(String(functionName), String(alias));
      return { version: current, revision, weights };
    },
  },
];
