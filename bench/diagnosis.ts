// npm run bench:diagnosis -- --cases <folder>: scores the engine on recorded faults, beside simpler methods.
import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findCases, readTruth } from '../cli/cases/find-cases.ts';
import { type Case, makeCaseReader } from '../cli/cases/read-case.ts';
import { examine } from '../functions/core/domain/engine/examine.ts';
import type { Line } from '../functions/core/domain/engine/lead.ts';
import { type Ranking, rankServices } from '../functions/core/domain/engine/rank.ts';
import { type Shift, shiftsOf } from '../functions/core/domain/engine/shift.ts';
import { leaveOneOut, leftOutLines } from './diagnosis/leave-out.ts';
import { recordedFaults } from './diagnosis/recorded.ts';
import { type Robustness, robustnessLines, speedLine, systemLines } from './diagnosis/report.ts';
import { nSigma, type Rival, robust, robustFloored } from './diagnosis/rivals.ts';
import { RULES } from './diagnosis/rules.ts';
import { type Answer, chanceAt, scoreOf } from './diagnosis/score.ts';
import { measureSpeed } from './diagnosis/speed.ts';
import { VARIANTS } from './diagnosis/variants.ts';
import { weighWitnesses, witnessLines } from './diagnosis/witnesses.ts';

const LINES: readonly Line[] = ['resource', 'impact', 'slow', 'failing', 'called', 'shift'];
const USAGE = 'usage: npm run bench:diagnosis -- --cases <folder> [--system <name>] [--robustness] [--json]';

interface Told {
  readonly one: Case;
  readonly truth: string | null;
}

const ours = ({ outcome, suspects }: Ranking, truth: string | null): Answer => ({
  truth,
  outcome,
  ranking: suspects.map(({ service }) => service),
  confidence: suspects[0]?.confidence ?? 0,
});

/** It always blames somebody, and never says how sure it is. */
const theirs = (rival: Rival, { one, truth }: Told): Answer => ({
  truth,
  outcome: 'explained',
  ranking: rival(one),
  confidence: 1,
});

const reportOn = (system: string, cases: readonly Told[]) => {
  const from = performance.now();
  const answers = cases.map(({ one, truth }) => ours(examine(one), truth));
  const millisecondsPerCase = (performance.now() - from) / cases.length;
  const without = (line: Line) => scoreOf(cases.map(({ one, truth }) => ours(rankServices(one, [line]), truth)));
  const changed = (change: (shift: Shift) => Shift) =>
    scoreOf(cases.map(({ one, truth }) => ours(rankServices(one, [], shiftsOf(one).map(change)), truth)));
  return {
    system,
    methods: {
      engine: scoreOf(answers),
      'N-sigma': scoreOf(cases.map((told) => theirs(nSigma, told))),
      'robust scorer': scoreOf(cases.map((told) => theirs(robust, told))),
      'robust, floored': scoreOf(cases.map((told) => theirs(robustFloored, told))),
    },
    ablation: Object.fromEntries([
      ...LINES.map((line) => [line, without(line)] as const),
      ...Object.entries(RULES).map(([name, change]) => [name, changed(change)] as const),
    ]),
    chance: { ac1: chanceAt(answers, 1), ac3: chanceAt(answers, 3) },
    millisecondsPerCase,
  };
};

/** Quiet windows rank nobody: they say nothing of who is ranked higher. */
const robustnessOf = (system: string, cases: readonly Told[]): Robustness => ({
  system,
  variants: VARIANTS.map(([name, show]) => {
    const shown = cases
      .filter(({ truth }) => truth !== null)
      .map(({ one, truth }) => {
        const [telemetry, culprit] = show(one, truth);
        return { one: { ...one, ...telemetry }, truth: culprit };
      });
    const engine = scoreOf(shown.map((told) => ours(rankServices(told.one), told.truth)));
    const rivals = [robust, robustFloored].map((rival) => scoreOf(shown.map((told) => theirs(rival, told))));
    return { name, engine, rivals };
  }),
});

const { values } = parseArgs({
  options: {
    cases: { type: 'string' },
    system: { type: 'string' },
    robustness: { type: 'boolean' },
    json: { type: 'boolean' },
  },
});
if (values.cases === undefined || !existsSync(values.cases)) {
  console.error(values.cases === undefined ? USAGE : `there is no folder ${values.cases}\n${USAGE}`);
  process.exit(2);
}
const read = makeCaseReader();
const systems = Map.groupBy(findCases(values.cases), (folder) => dirname(resolve(folder)));
const scored = [...systems].filter(
  ([folder]) =>
    existsSync(join(folder, 'truth.json')) && (values.system === undefined || basename(folder) === values.system),
);
const told = scored.map(([folder, folders]) => {
  const truth = readTruth(folder);
  const cases = folders.flatMap((one): readonly Told[] => {
    const known = truth[basename(one)];
    return known === undefined ? [] : [{ one: read(one), truth: known.service }];
  });
  return [basename(folder), cases] as const;
});
if (values.robustness) {
  const all = told.map(([system, cases]) => robustnessOf(system, cases));
  if (values.json) console.log(JSON.stringify({ robustness: all }, null, 2));
  else for (const line of all.flatMap(robustnessLines)) console.log(line);
  process.exit(0);
}
const reports = told.map(([system, cases]) => reportOn(system, cases));
const ranked = told.map(
  ([system, cases]) => [system, cases.map(({ one, truth }) => ({ ranking: rankServices(one), truth }))] as const,
);
const leftOut = leaveOneOut(new Map(ranked));
const witnesses = weighWitnesses(recordedFaults());
const speed = measureSpeed();
if (values.json) console.log(JSON.stringify({ reports, leftOut, witnesses, speed }, null, 2));
else
  for (const line of [
    ...reports.flatMap(systemLines),
    ...leftOutLines(leftOut),
    ...witnessLines(witnesses),
    speedLine(speed),
  ])
    console.log(line);
