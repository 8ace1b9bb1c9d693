import { ensureEmulatorTool } from './tools/emulator-tool.ts';
import { ensureMonitoringTools, type MonitoringTools } from './tools/monitoring-tools.ts';
import type { Say } from './tools/say.ts';

/** Every program of the local stack that npm does not bring. */
export interface Tools extends MonitoringTools {
  /** The Python that has the emulator. */
  readonly python: string;
}

/** Finds or fetches every tool; a second call downloads nothing. */
export const ensureTools = async (say: Say): Promise<Tools> => {
  const [python, monitoring] = await Promise.all([ensureEmulatorTool(say), ensureMonitoringTools(say)]);
  return { python, ...monitoring };
};
