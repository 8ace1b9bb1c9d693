// npm test: every tier in its order, each with how long it took; stops at the first that fails.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import * as z from 'zod';
import { BIN, CHECKOUT } from './home.ts';
import { runCommandLine } from './interrupts.ts';

/** What vitest ran, by project: a tier in which no test ran has not passed. */
const resultOf = (project: string): string => join(CHECKOUT, '.local', `tests-${project}.json`);

const vitest = (project: string): readonly string[] => [
  ...['vitest', 'run', '--project', project],
  ...['--reporter=default', '--reporter=json', `--outputFile.json=${resultOf(project)}`],
];

const Result = z.object({ numTotalTests: z.int() });

const ranNothing = (project: string): boolean => {
  if (!existsSync(resultOf(project))) return true;
  return Result.parse(JSON.parse(readFileSync(resultOf(project), 'utf8'))).numTotalTests === 0;
};

/** Cheapest first. What a tier needs it brings up and takes down itself. */
const TIERS: readonly (readonly [name: string, ...commands: readonly (readonly string[])[]])[] = [
  [
    'check',
    ['biome', 'check', '.'],
    ['tsc', '--noEmit', '-p', '.'],
    ['tsc', '--noEmit', '-p', 'functions/console/page'],
  ],
  ['unit', vitest('unit')],
  ['contract', vitest('contract')],
  ['browser', vitest('browser')],
  ['stacks', vitest('stacks')],
  ['rules', vitest('rules')],
  ['integration', vitest('integration')],
  ['e2e', vitest('e2e')],
];

let running: ReturnType<typeof spawn> | undefined;

const runOne = ([program = '', ...args]: readonly string[]): Promise<number> => {
  const env = { ...process.env, PATH: `${BIN}${delimiter}${process.env['PATH'] ?? ''}` };
  const child = spawn(join(BIN, program), args, { cwd: CHECKOUT, stdio: 'inherit', env });
  running = child;
  return new Promise((resolve) => {
    child.on('error', () => resolve(127));
    child.on('exit', (code) => resolve(code ?? 1));
  });
};

const seconds = (start: number): string => `${((performance.now() - start) / 1000).toFixed(1)} s`;

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !TIERS.some(([tier]) => tier === name));
if (unknown.length > 0) {
  console.error(`no tier ${unknown.join(', ')}; there are: ${TIERS.map(([name]) => name).join(', ')}`);
  process.exit(2);
}

await runCommandLine({
  run: async () => {
    const begin = performance.now();
    const lines: string[] = [];
    for (const [name, ...commands] of TIERS) {
      if (chosen.length > 0 && !chosen.includes(name)) continue;
      const start = performance.now();
      let code = 0;
      rmSync(resultOf(name), { force: true });
      for (const command of commands) code ||= await runOne(command);
      if (code === 0 && commands.some(([program]) => program === 'vitest') && ranNothing(name)) {
        console.error(`no test of the tier ${name} ran`);
        code = 1;
      }
      lines.push(`${code === 0 ? '✓' : '✗'} ${name.padEnd(12)} ${seconds(start).padStart(8)}`);
      console.log(lines.at(-1));
      if (code === 0) continue;
      console.error(`\nthe tier ${name} failed\n${lines.join('\n')}`);
      return 1;
    }
    console.log(`\n${lines.join('\n')}\n✓ ${'all'.padEnd(12)} ${seconds(begin).padStart(8)}`);
    return 0;
  },
  end: async () => {
    const child = running;
    if (child === undefined || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
  },
});
