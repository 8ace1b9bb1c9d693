// npm run up: starts the local stack in the background and returns when it is healthy and deployed.
import { homeOf } from './home.ts';
import { runCommandLine } from './interrupts.ts';
import { readOptions } from './options.ts';
import type { Outputs } from './outputs.ts';
import { abandon, up } from './stack.ts';
import { untilBaselineOf } from './start/baseline.ts';
import { defaultDisplay, one } from './steps.ts';
import { hasState } from './teardown.ts';
import type { Say } from './tools/say.ts';

const home = homeOf();
const { profile } = readOptions('npm run up -- [--profile quick|reference]', []);

const addresses = (outputs: Outputs): readonly string[] => [
  `  storefront    ${outputs.storefrontUrl}`,
  `  console       ${outputs.consoleUrl}#t=${outputs.tokens.viewer}`,
  `  Prometheus    ${outputs.prometheusUrl}`,
  `  Alertmanager  ${outputs.alertmanagerUrl}`,
  `  AWS           AWS_ENDPOINT_URL=${outputs.endpointUrl} AWS_REGION=us-east-1`,
  'hurt it: npm run fault -- database-timeout    watch it: bin/selfright watch    stop it: npm run down',
];

await runCommandLine({
  run: async () => {
    const start = performance.now();
    const display = defaultDisplay();
    const { outputs, alreadyUp, down } = await up({ home, profile, report: display });
    if (!alreadyUp) {
      // A fault that comes before the shop was ever seen well cannot be told from a shop that never was.
      const run = (say: Say) => untilBaselineOf(home, outputs, say);
      await one(display, { title: 'fault-free baseline', run }).catch(async (error: unknown) => {
        await down();
        throw error;
      });
    }
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(alreadyUp ? `the stack is up already (${home})` : `the stack is up  ${seconds} s`);
    for (const line of addresses(outputs)) console.log(line);
    return 0;
  },
  end: () => abandon(home),
  failed: () => (hasState(home) ? undefined : 'everything was taken down again'),
});
