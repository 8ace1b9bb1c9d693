// npm start [-- <fault>]: brings the stack up, injects a fault, and shows the incident live to its end.
import { makeClient } from '../cli/client.ts';
import { readStack } from '../cli/stack.ts';
import { printStory } from '../cli/story.ts';
import type { IncidentView } from '../functions/core/contracts/api.ts';
import { homeOf } from './home.ts';
import { runCommandLine } from './interrupts.ts';
import { readOptions } from './options.ts';
import { disown } from './owner.ts';
import type { Profile } from './profile.ts';
import { abandon, type RunningStack, up } from './stack.ts';
import { untilBaseline } from './start/baseline.ts';
import { whatIsKnown } from './start/known.ts';
import { prove } from './start/prove.ts';
import { watchIncident } from './start/watch.ts';
import { defaultDisplay, one } from './steps.ts';
import { healFaults, injectFault, knownFaults } from './storefront-control.ts';
import { hasState } from './teardown.ts';

const USAGE = `npm start -- [${knownFaults().join('|')}] [--profile quick|reference] [--exit]`;
const options = readOptions(USAGE, knownFaults(), true);
const fault = options.positional ?? 'database-timeout';
const { profile } = options;
const staysUp = !options.exit && process.env['CI'] === undefined && process.stdout.isTTY === true;

const home = homeOf();
const display = defaultDisplay();
const write = (line: string): void => console.log(line);

/** How long an incident may take from the fault to its end before we stop watching. */
const PATIENCE_MS: Readonly<Record<Profile, number>> = { quick: 120_000, reference: 600_000 };

const isVerified = ({ status, verification }: IncidentView): boolean =>
  status === 'closed' && verification?.outcome === 'verified';

const makeIncident = async ({ outputs, alreadyUp }: RunningStack): Promise<boolean> => {
  if (alreadyUp) await healFaults(outputs.storefrontUrl);
  const client = makeClient(readStack({ ...process.env, SELFRIGHT_HOME: home }));
  const watched = { ...outputs, client };
  await one(display, { title: 'fault-free baseline', run: (say) => untilBaseline(watched, say) });
  const { injectedAt } = await injectFault(outputs.storefrontUrl, fault);
  write(`\n${fault} injected at ${injectedAt}; from here on everything is Prometheus, Alertmanager and Selfright\n`);
  const { prometheusUrl } = outputs;
  const watch = { client, prometheusUrl, faultAt: injectedAt, patienceMs: PATIENCE_MS[profile], write };
  const incident = await watchIncident(watch);
  write('');
  if (incident === undefined) {
    write(`no incident opened within ${PATIENCE_MS[profile] / 1000} s`);
    for (const line of await whatIsKnown(home, client)) write(line);
    return false;
  }
  printStory(incident, write, { faultAt: injectedAt });
  write('');
  const ticket = incident.deliveries.find(({ sink }) => sink === 'jira')?.refs;
  if (ticket?.['key'] !== undefined) write(`ticket: ${ticket['key']}  ${ticket['url'] ?? ''}\n`);
  const proven = await prove(home);
  write(`\nconsole: ${outputs.consoleUrl}#t=${outputs.tokens.viewer}`);
  return isVerified(incident) && proven;
};

let alreadyUp = false;

/** A stack that ran before and is not asked to end keeps running. */
const end = async (): Promise<void> => (alreadyUp && staysUp ? disown(home) : abandon(home));

await runCommandLine({
  run: async () => {
    const start = performance.now();
    const stack = await up({ home, profile, report: display, attached: true, what: 'npm start' });
    alreadyUp = stack.alreadyUp;
    const well = await makeIncident(stack);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    write(well ? `\nclosed as verified; all of it took ${seconds} s` : '\nnot closed as verified');
    if (staysUp) {
      write(alreadyUp ? 'the stack stays up: npm run down ends it' : 'the stack is up until Ctrl-C');
      if (!alreadyUp) await new Promise(() => setInterval(() => undefined, 60_000));
    }
    await end();
    return well ? 0 : 1;
  },
  end,
  failed: () => (hasState(home) ? undefined : 'everything was taken down again'),
});
