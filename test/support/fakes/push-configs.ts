import type { PushConfig } from '../../../functions/core/domain/push.ts';
import type { PushConfigs } from '../../../functions/core/ports/push-configs.ts';

/** Where peers want to be told, in memory. */
export const inMemoryPushConfigs = (): PushConfigs => {
  const kept = new Map<string, PushConfig>();
  const keyOf = (incidentId: string, taskId: string, id: string) => JSON.stringify([incidentId, taskId, id]);
  return {
    keep: async (config) => void kept.set(keyOf(config.incidentId, config.taskId, config.id), config),
    remove: async (incidentId, taskId, id) => void kept.delete(keyOf(incidentId, taskId, id)),
    of: async (incidentId) => [...kept.values()].filter((one) => one.incidentId === incidentId),
  };
};
