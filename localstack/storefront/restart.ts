import type { AdminCall } from './admin.ts';
import type { Log } from './log.ts';

/** The answer goes out first. */
const ANSWER_MILLIS = 50;

const startedAt = new Date().toISOString();

/**
 * Two ways to begin afresh: `recycle` finishes what is on its way and takes nothing new, `restart` is at once. Whoever
 * keeps the process running starts it again.
 */
export const restartCalls = (log: Log): Readonly<Record<'recycle' | 'restart', AdminCall>> => {
  const soon = (what: string, end: () => void): { readonly replaced: string } => {
    log('warn', `process.${what}`);
    setTimeout(end, ANSWER_MILLIS);
    return { replaced: startedAt };
  };
  const state = () => ({ startedAt });
  return {
    recycle: { state, run: () => soon('recycled', () => process.kill(process.pid, 'SIGTERM')) },
    restart: { state, run: () => soon('restarted', () => process.exit(1)) },
  };
};
