import * as z from 'zod';
import type { Say } from './say.ts';

export const MonitoringTools = z.object({
  prometheus: z.string(),
  promtool: z.string(),
  alertmanager: z.string(),
  amtool: z.string(),
  /** Where Alertmanager is to be started: its templates may lie there. */
  alertmanagerFolder: z.string(),
  /** Where they come from, for the person who reads. */
  origin: z.string(),
});
/** The real binaries that the local stack and the tests of the rules run. */
export type MonitoringTools = z.infer<typeof MonitoringTools>;

/** A way to get the binaries into a folder; it answers their paths in it, or throws saying why it cannot. */
export type Arm = (folder: string, say: Say) => Promise<MonitoringTools>;
