// npm run bench:loop: hurts a stack of its own in every way in turn, and holds what Selfright did against what must become of it.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { makeClient } from '../cli/client.ts';
import { readStack } from '../cli/stack.ts';
import { CHECKOUT } from '../localstack/home.ts';
import { runCommandLine } from '../localstack/interrupts.ts';
import { abandon, up } from '../localstack/stack.ts';
import { prove } from '../localstack/start/prove.ts';
import { defaultDisplay, plainDisplay } from '../localstack/steps.ts';
import { machine, versions } from './intake/machine.ts';
import { seeded, shuffled } from './intake/random.ts';
import { CASES } from './loop/cases.ts';
import { injectOnce } from './loop/inject.ts';
import { faultLines, floorLines, runLine, summaryLines } from './loop/lines.ts';
import { type Options, readOptions, USAGE } from './loop/options.ts';
import { pictureOf } from './loop/picture.ts';
import { breachesOf, type Run, runOf, summaryOf } from './loop/report.ts';

const options = (() => {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\nusage: ${USAGE}`);
    return process.exit(2);
  }
})();

const POLICY = `selfright.config.ts, profile ${options.profile}`;
const home = join(CHECKOUT, '.local', `bench-loop-${process.pid}`);
const say = options.json ? console.error : console.log;

/** Everything is the result that is worth keeping; parts lie beside it. */
const fileOf = ({ fault, profile }: Options): string =>
  fault.length === CASES.length ? `loop-${profile}.json` : `loop-part-${profile}.json`;

const measure = async (): Promise<{ readonly runs: readonly Run[]; readonly proven: boolean }> => {
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
      const run = runOf(one, await injectOnce({ ...outputs, client }, one, () => undefined));
      runs.push(run);
      say(runLine(run));
      for (const line of run.story ?? []) say(`    ${line}`);
    }
  }
  return { runs, proven: await prove(home) };
};

const Kept = z.object({ sessions: z.array(z.record(z.string(), z.json())) });

await runCommandLine({
  run: async () => {
    const at = new Date().toISOString();
    const before = machine();
    const { runs, proven } = await measure();
    const folder = join(CHECKOUT, 'bench', 'results');
    mkdirSync(folder, { recursive: true });
    const file = join(folder, fileOf(options));
    const breaches = [...breachesOf(runs), ...(proven ? [] : ['a law is broken; bin/selfright prove says which'])];
    const session = {
      at,
      policy: POLICY,
      seed: options.seed,
      machine: before,
      versions: versions(),
      summary: summaryOf(runs),
      breaches,
      runs,
    };
    const earlier =
      options.append && existsSync(file) ? Kept.parse(JSON.parse(readFileSync(file, 'utf8'))).sessions : [];
    writeFileSync(file, `${JSON.stringify({ sessions: [...earlier, session] }, null, 2)}\n`);
    say('');
    for (const line of [...faultLines(runs), '', ...floorLines(runs), '', ...summaryLines(session.summary, POLICY)])
      say(line);
    for (const breach of breaches) say(`BREACH  ${breach}`);
    if (options.fault.length === CASES.length)
      writeFileSync(join(CHECKOUT, 'docs', 'images', 'loop.svg'), pictureOf(runs));
    say(`kept in ${file}`);
    if (options.json) console.log(JSON.stringify(session, null, 2));
    await abandon(home);
    return breaches.length === 0 ? 0 : 1;
  },
  end: () => abandon(home),
});
