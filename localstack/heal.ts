// npm run heal: undoes every injected fault of the running stack, and fails if the shop is not as new then.
import { healWholly } from './as-new/heal-wholly.ts';
import { homeOf } from './home.ts';
import { explain } from './problem.ts';
import { readOutputs } from './stack.ts';

try {
  const { healed, left } = await healWholly(readOutputs(homeOf()));
  console.log(healed.length === 0 ? 'nothing was hurt' : `healed: ${healed.join(', ')}`);
  for (const one of left) console.error(`not as new: ${one}`);
  if (left.length > 0) process.exit(1);
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}
