// npm run bench:loop: hurts a stack of its own in every way in turn, and holds what Selfright did against what must become of it.
import { join } from 'node:path';
import { makeClient } from '../cli/client.ts';
import { readStack } from '../cli/stack.ts';
import { CHECKOUT } from '../localstack/home.ts';
import { runCommandLine } from '../localstack/interrupts.ts';
import { abandon, up } from '../localstack/stack.ts';
import { prove } from '../localstack/start/prove.ts';
import { defaultDisplay, plainDisplay } from '../localstack/steps.ts';
import { machine, versions } from './intake/machine.ts';
import { seeded, shuffled } from './intake/random.ts';
import { evidenceIn } from './loop/evidence.ts';
import { injectOnce } from './loop/inject.ts';
import { keepEvidence, makeKeepSession } from './loop/keep.ts';
import { faultLines, floorLines, runLine, summaryLines } from './loop/lines.ts';
import { readOptions, USAGE } from './loop/options.ts';
import { benchPolicy, policyLines } from './loop/policy.ts';
import { breachesOf, type Run, runOf, summaryOf } from './loop/report.ts';

const options = (() => {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\nusage: ${USAGE}`);
    return process.exit(2);
  }
})();

const home = join(CHECKOUT, '.local', `bench-loop-${process.pid}`);
const say = options.json ? console.error : console.log;

/** Called after each run with all runs so far. */
type Keep = (runs: readonly Run[]) => unknown;

const measure = async (keep: Keep) => {
  const display = options.json ? plainDisplay((line) => console.error(line)) : defaultDisplay();
  const { profile } = options;
  const { outputs } = await up({
    home,
    profile,
    report: display,
    limits: 'wide',
    attached: true,
    what: 'npm run bench:loop',
  });
  const client = makeClient(readStack({ ...process.env, SELFRIGHT_HOME: home }));
  const random = seeded(options.seed);
  const runs: Run[] = [];
  for (let round = 0; round < options.runs; round += 1) {
    for (const one of shuffled(options.fault, random)) {
      const seen = await injectOnce({ ...outputs, client }, one, () => undefined);
      const run = runOf(one, seen);
      runs.push(run);
      keep(runs);
      say(runLine(run));
      for (const line of run.story ?? []) say(`    ${line}`);
      const [first] = seen.incidents;
      const observed = one.expected === 'healed' && first !== undefined ? evidenceIn(one.name, first) : undefined;
      if (observed !== undefined) keepEvidence([observed]);
    }
  }
  return { runs, proven: await prove(home) };
};

await runCommandLine({
  run: async () => {
    const at = new Date().toISOString();
    const about = {
      at,
      profile: options.profile,
      policy: benchPolicy(options.profile),
      seed: options.seed,
      machine: machine(),
      versions: versions(),
    };
    const sessionOf = (runs: readonly Run[], broken: readonly string[]) => ({
      ...about,
      summary: summaryOf(runs),
      breaches: [...breachesOf(runs), ...broken],
      runs,
    });
    const keep = makeKeepSession(options);
    const unproven = ['it was ended before bin/selfright prove was asked'];
    const { runs, proven } = await measure((some) => keep(sessionOf(some, unproven)));
    const session = sessionOf(runs, proven ? [] : ['a law is broken; bin/selfright prove says which']);
    const { summary, breaches } = session;
    const file = keep(session);
    const lines = [
      ...faultLines(runs),
      '',
      ...floorLines(runs),
      '',
      ...summaryLines(summary),
      ...policyLines(options.profile),
    ];
    for (const line of ['', ...lines, ...breaches.map((breach) => `BREACH  ${breach}`)]) say(line);
    say(`kept in ${file}`);
    if (options.json) console.log(JSON.stringify(session, null, 2));
    await abandon(home);
    return breaches.length === 0 ? 0 : 1;
  },
  end: () => abandon(home),
});
