// npm run bench:diagnosis -- --cases <folder>: scores the engine on recorded faults, beside simpler methods.
import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findCases, readTruth } from '../cli/cases/find-cases.ts';
import { type Case, makeCaseReader } from '../cli/cases/read-case.ts';
import { examine } from '../functions/core/domain/engine/examine.ts';
import type { Line } from '../functions/core/domain/engine/lead.ts';
import { type Ranking, rankServices } from '../functions/core/domain/engine/rank.ts';
import { leaveOneOut, leftOutLines } from './diagnosis/leave-out.ts';
import { POORER } from './diagnosis/poorer.ts';
import { speedLine, systemLines } from './diagnosis/report.ts';
import { nSigma, type Rival, robust } from './diagnosis/rivals.ts';
import { type Answer, chanceAt, scoreOf } from './diagnosis/score.ts';
import { measureSpeed } from './diagnosis/speed.ts';

const LINES: readonly Line[] = ['resource', 'impact', 'slow', 'failing', 'called', 'shift'];
const USAGE = 'usage: npm run bench:diagnosis -- --cases <folder> [--json]';

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
  return {
    system,
    methods: {
      engine: scoreOf(answers),
      'N-sigma': scoreOf(cases.map((told) => theirs(nSigma, told))),
      'robust scorer': scoreOf(cases.map((told) => theirs(robust, told))),
    },
    poorer: Object.fromEntries(
      Object.entries(POORER).map(([name, show]) => [
        name,
        {
          engine: scoreOf(cases.map(({ one, truth }) => ours(rankServices(show(one)), truth))),
          robust: scoreOf(cases.map(({ one, truth }) => theirs(robust, { one: { ...one, ...show(one) }, truth }))),
        },
      ]),
    ),
    ablation: Object.fromEntries(LINES.map((line) => [line, without(line)])),
    chance: { ac1: chanceAt(answers, 1), ac3: chanceAt(answers, 3) },
    millisecondsPerCase,
  };
};

const { values } = parseArgs({ options: { cases: { type: 'string' }, json: { type: 'boolean' } } });
if (values.cases === undefined || !existsSync(values.cases)) {
  console.error(values.cases === undefined ? USAGE : `there is no folder ${values.cases}\n${USAGE}`);
  process.exit(2);
}
const read = makeCaseReader();
const systems = Map.groupBy(findCases(values.cases), (folder) => dirname(resolve(folder)));
const scored = [...systems].filter(([folder]) => existsSync(join(folder, 'truth.json')));
const told = scored.map(([folder, folders]) => {
  const truth = readTruth(folder);
  const cases = folders.flatMap((one): readonly Told[] => {
    const known = truth[basename(one)];
    return known === undefined ? [] : [{ one: read(one), truth: known.service }];
  });
  return [basename(folder), cases] as const;
});
const reports = told.map(([system, cases]) => reportOn(system, cases));
const ranked = told.map(
  ([system, cases]) => [system, cases.map(({ one, truth }) => ({ ranking: rankServices(one), truth }))] as const,
);
const leftOut = leaveOneOut(new Map(ranked));
const speed = measureSpeed();
if (values.json) console.log(JSON.stringify({ reports, leftOut, speed }, null, 2));
else
  for (const line of [...reports.flatMap(systemLines), ...leftOutLines(leftOut), speedLine(speed)]) console.log(line);
