// npm run up: starts the local stack in the background and returns when it is healthy and deployed.
import { parseArgs } from 'node:util';
import { homeOf } from './home.ts';
import { onInterrupt } from './interrupts.ts';
import { explain } from './problem.ts';
import { Profile } from './profile.ts';
import { abandon, up } from './stack.ts';
import { defaultDisplay } from './steps.ts';

const { values } = parseArgs({ options: { profile: { type: 'string', default: 'quick' } } });
const profile = Profile.safeParse(values.profile);
if (!profile.success) {
  console.error(`--profile ${values.profile}: allowed are ${Profile.options.join(', ')}`);
  process.exit(2);
}

const home = homeOf();
onInterrupt(async (why) => {
  console.log(`${why}: taking everything down`);
  await abandon(home);
});

try {
  const start = performance.now();
  const { outputs, alreadyUp } = await up({ home, profile: profile.data, report: defaultDisplay() });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(
    [
      alreadyUp ? `the stack is up already (${home})` : `the stack is up  ${seconds} s`,
      `  storefront    ${outputs.storefrontUrl}`,
      `  console       ${outputs.consoleUrl}#t=${outputs.tokens.viewer}`,
      `  Prometheus    ${outputs.prometheusUrl}`,
      `  Alertmanager  ${outputs.alertmanagerUrl}`,
      `  AWS           AWS_ENDPOINT_URL=${outputs.endpointUrl} AWS_REGION=us-east-1`,
      'hurt it: npm run fault -- database-timeout    watch it: bin/selfright watch    stop it: npm run down',
    ].join('\n'),
  );
  process.exit(0);
} catch (error) {
  console.error(explain(error));
  console.error('everything was taken down again');
  process.exit(1);
}
