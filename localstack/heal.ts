// npm run heal: undoes every injected fault of the running stack.
import { homeOf } from './home.ts';
import { explain } from './problem.ts';
import { readOutputs } from './stack.ts';
import { healFaults } from './storefront-control.ts';

try {
  const { storefrontUrl } = readOutputs(homeOf());
  const healed = await healFaults(storefrontUrl);
  console.log(healed.length === 0 ? 'nothing was hurt' : `healed: ${healed.join(', ')}`);
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}
