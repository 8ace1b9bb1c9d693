import type { AgentCalls } from '../../../functions/core/ports/agent-calls.ts';

/** Calls by agents in memory. */
export const inMemoryAgentCalls = (): AgentCalls => {
  const counts = new Map<string, number>();
  const told = new Set<string>();
  return {
    count: async (subject, minute) => {
      const key = JSON.stringify([subject, minute]);
      const calls = (counts.get(key) ?? 0) + 1;
      counts.set(key, calls);
      return calls;
    },
    isTold: async (name) => told.has(name),
    tell: async (name) => void told.add(name),
  };
};
