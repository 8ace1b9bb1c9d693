// Runs on its own: waits on its standard input until whoever started it says `disarm` or is no more.
import { tearDown } from './teardown.ts';

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
const home = process.argv[2];
if (home === undefined) throw new Error('usage: reaper-process.ts <home>');

let said = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk: string) => {
  said += chunk;
});
process.stdin.on('end', async () => {
  if (said.includes('disarm')) return;
  console.error(`${new Date().toISOString()} whoever started ${home} is gone: taking it down`);
  const stopped = await tearDown(home);
  console.error(`${new Date().toISOString()} down, ${stopped} processes ended`);
});
process.stdout.write('ready\n');
process.stdout.on('error', () => undefined);
