import type { TaskTokens } from '../../../functions/core/ports/task-tokens.ts';

export const inMemoryTaskTokens = (): TaskTokens => {
  const kept = new Map<string, string>();
  return {
    keep: async (id, approvalId, token) => {
      kept.set(`${id} ${approvalId}`, token);
    },
    of: async (id, approvalId) => kept.get(`${id} ${approvalId}`),
  };
};
