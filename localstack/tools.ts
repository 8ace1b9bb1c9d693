import type { MonitoringTools } from './tools/binaries.ts';
import { readyEmulatorTool } from './tools/emulator-tool.ts';
import { readyMonitoringTools } from './tools/monitoring-tools.ts';

/** Every program of the local stack that npm does not bring. */
export interface Tools extends MonitoringTools {
  /** The Python that has the emulator. */
  readonly python: string;
}

/** The tools as far as they are here already; fetching the rest is the job of `tools/fetch.ts`. */
export const readyTools = (): Tools | undefined => {
  const python = readyEmulatorTool();
  const monitoring = readyMonitoringTools();
  return python === undefined || monitoring === undefined ? undefined : { python, ...monitoring };
};
