// npm run fault -- <fault>: hurts the storefront of the running stack.
import { homeOf } from './home.ts';
import { explain } from './problem.ts';
import { readOutputs } from './stack.ts';
import { injectFault, knownFaults } from './storefront-control.ts';

const [fault, ...rest] = process.argv.slice(2);
if (fault === undefined || rest.length > 0) {
  console.error(`usage: npm run fault -- <fault>\nfaults: ${knownFaults().join(', ')}`);
  process.exit(2);
}
try {
  const { storefrontUrl } = readOutputs(homeOf());
  const injected = await injectFault(storefrontUrl, fault);
  console.log(`${injected.fault} injected at ${injected.injectedAt}`);
  console.log('watch it: bin/selfright watch    undo it: npm run heal');
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}
