// npm run bench:intake: sends notifications to a stack of its own while workers die, and holds the result against bounds.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKOUT } from '../localstack/home.ts';
import { runCommandLine } from '../localstack/interrupts.ts';
import { stopProcess } from '../localstack/processes.ts';
import { abandon, type Outputs, up } from '../localstack/stack.ts';
import { prove } from '../localstack/start/prove.ts';
import { type Display, defaultDisplay, one, plainDisplay } from '../localstack/steps.ts';
import { breachesOf } from './intake/bounds.ts';
import { bundleSizeOf } from './intake/bundle-size.ts';
import { deployEmptyLambda } from './intake/empty-lambda.ts';
import { machine, versions } from './intake/machine.ts';
import { type Options, readOptions, USAGE } from './intake/options.ts';
import { readRecord } from './intake/record.ts';
import { type Report, reportLines } from './intake/report.ts';
import { runBench } from './intake/run.ts';
import { receiptReader, untilSettled } from './intake/settle.ts';
import { benchStorm } from './intake/storm/bench.ts';
import { stormLines } from './intake/storm/report.ts';
import { makeStrike } from './intake/strike.ts';
import { tallyOf } from './intake/tally.ts';

const POLICY =
  'the alerts are of services that the policy does not name: recorded, diagnosed and handed over; nothing may be done to them';

/** Longer than a batch of a killed intake stays hidden in the queue, twice. */
const SETTLE_MS = 15 * 60_000;

/** The default run is the one that is worth keeping; others lie beside it. */
const fileOf = ({ count, clients, storm }: Options): string =>
  storm ? 'storm.json' : count === 2_000 && clients === 16 ? 'intake.json' : `intake-${count}-${clients}.json`;

const options = (() => {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\nusage: ${USAGE}`);
    return process.exit(2);
  }
})();

const home = join(CHECKOUT, '.local', `bench-intake-${process.pid}`);
const say = options.json ? console.error : console.log;

const bench = async (outputs: Outputs, display: Display): Promise<Report> => {
  // Its shop is not what is measured: nobody buys there meanwhile.
  await stopProcess(home, 'load-1');
  const run = process.pid.toString(36);
  const empty = await one(display, {
    title: 'almost empty Lambda',
    run: () => deployEmptyLambda(outputs.endpointUrl),
  });
  const { secrets } = outputs;
  const strike = await makeStrike(home, outputs.endpointUrl, empty.functionName);
  const measured = await one(display, {
    title: 'notifications',
    run: (tell) =>
      runBench(
        { webhook: { apiUrl: outputs.apiUrl, secrets }, empty: { apiUrl: empty.apiUrl, secrets }, strike, tell },
        options,
        run,
      ),
  });
  const answered = performance.now();
  const ids = measured.deliveries.flatMap(({ receiptId }) => receiptId ?? []);
  const settled = await one(display, {
    title: 'receipts',
    run: (tell) =>
      untilSettled(ids, receiptReader(outputs.apiUrl, outputs.tokens.viewer), SETTLE_MS, (open) =>
        tell(`${open} are not settled`),
      ),
  });
  const secondsToSettle = (performance.now() - answered) / 1000;
  const { opened, others, actions } = await readRecord(outputs.endpointUrl, outputs.tableName, run);
  const bundle = await bundleSizeOf('webhook');
  const proven = await prove(home);
  const { coldStart, killed, one: single, many, deliveries } = measured;
  const outcome = { tally: tallyOf(deliveries, settled, opened), one: single, many, bundle, actions, proven };
  return { ...outcome, breaches: breachesOf(outcome), coldStart, killed, others, policy: POLICY, secondsToSettle };
};

await runCommandLine({
  run: async () => {
    const begun = new Date().toISOString();
    const before = machine();
    const display = options.json ? plainDisplay((line) => console.error(line)) : defaultDisplay();
    const { outputs } = await up({
      home,
      report: display,
      limits: 'wide',
      attached: true,
      what: 'npm run bench:intake',
    });
    const report = options.storm
      ? await benchStorm({ outputs, home, display }, options.clients)
      : await bench(outputs, display);
    const folder = join(CHECKOUT, 'bench', 'results');
    mkdirSync(folder, { recursive: true });
    const result = { at: begun, options, machine: before, versions: versions(), ...report };
    const file = join(folder, fileOf(options));
    writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
    say('');
    for (const line of 'one' in report ? reportLines(report) : stormLines(report)) say(line);
    say(`kept in ${file}`);
    if (options.json) console.log(JSON.stringify(result, null, 2));
    await abandon(home);
    return report.breaches.length === 0 ? 0 : 1;
  },
  end: () => abandon(home),
});
