// npm run down: ends the local stack of this home, whole or half, and whatever command is at work on it.
import { homeOf } from './home.ts';
import { explain } from './problem.ts';
import { down } from './stack.ts';
import { hasState } from './teardown.ts';

const home = homeOf();
try {
  const start = performance.now();
  const had = hasState(home);
  const stopped = await down(home);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const ended = stopped > 0 ? `, ${stopped} processes ended` : '';
  console.log(had || stopped > 0 ? `the stack is down${ended}  ${seconds} s` : `no stack in ${home}`);
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}
