// Runs on its own: waits on its standard input until whoever started it says `disarm` or is no more.
import { setTimeout as delay } from 'node:timers/promises';
import { CLEARING_UP, disown, own } from './owner.ts';
import { tearDown } from './teardown.ts';

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
const home = process.argv[2];
if (home === undefined) throw new Error('usage: reaper-process.ts <home>');

const log = (what: string) => console.error(`${new Date().toISOString()} ${what}`);

const starter = process.ppid;

/** The pipe breaks while its other end still dies, and a process that dies still holds the home. */
const untilGone = async (): Promise<void> => {
  const until = Date.now() + 15_000;
  while (process.ppid === starter && Date.now() < until) await delay(50);
};

const clearUp = async (): Promise<void> => {
  await untilGone();
  log(`whoever started ${home} is gone: taking it down`);
  try {
    await own(home, CLEARING_UP);
  } catch {
    // Whoever came after clears up what it finds before it begins.
    return log('somebody else is at work there already');
  }
  const stopped = await tearDown(home);
  disown(home);
  log(`down, ${stopped} processes ended`);
};

let said = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk: string) => {
  said += chunk;
});
process.stdin.on('end', () => {
  if (!said.includes('disarm')) void clearUp();
});
process.stdout.on('error', () => undefined);
process.stdout.write('ready\n');
