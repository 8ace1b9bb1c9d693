// npm run up: starts the local stack in the background and returns when it is healthy and deployed.
import { homeOf } from './home.ts';
import { runCommandLine } from './interrupts.ts';
import { readOptions } from './options.ts';
import type { Outputs } from './outputs.ts';
import { abandon, up } from './stack.ts';
import { defaultDisplay } from './steps.ts';
import { hasState } from './teardown.ts';

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
    const { outputs, alreadyUp } = await up({ home, profile, report: defaultDisplay() });
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(alreadyUp ? `the stack is up already (${home})` : `the stack is up  ${seconds} s`);
    for (const line of addresses(outputs)) console.log(line);
    return 0;
  },
  end: () => abandon(home),
  failed: () => (hasState(home) ? undefined : 'everything was taken down again'),
});
