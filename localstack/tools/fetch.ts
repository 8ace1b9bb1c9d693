// Runs on its own, so that it can be cut off with everything that it started: finds or fetches every tool.
import { explain } from '../problem.ts';
import { ensureEmulatorTool } from './emulator-tool.ts';
import { ensureMonitoringTools } from './monitoring-tools.ts';
import { PROGRESS } from './say.ts';

const say = (what: string) => console.log(`${PROGRESS}${what}`);
const results = await Promise.allSettled([ensureEmulatorTool(say), ensureMonitoringTools(say)]);
for (const result of results) {
  if (result.status === 'rejected') {
    console.error(explain(result.reason));
    process.exitCode = 1;
  }
}
