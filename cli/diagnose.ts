import { writeFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { type Examination, examine } from '../functions/core/domain/engine/examine.ts';
import { percent } from '../functions/core/domain/percent.ts';
import { findCases } from './cases/find-cases.ts';
import { makeCaseReader } from './cases/read-case.ts';
import { CommandFailed, EXIT } from './exit.ts';
import { type Paint, plain, told } from './text.ts';

/** What is asked of one case: who is at fault, in order. */
export interface Ranked {
  readonly outcome: Examination['outcome'];
  readonly ranking: readonly string[];
  readonly confidence: number;
}

export const rankedOf = ({ outcome, suspects }: Examination): Ranked => ({
  outcome,
  ranking: suspects.map(({ service }) => service),
  confidence: suspects[0]?.confidence ?? 0,
});

/** The name of a case: its system and itself, as its folders are called. */
const nameOf = (folder: string): string => `${basename(dirname(resolve(folder)))}/${basename(resolve(folder))}`;

/** What became of all cases in a folder; one that cannot be read keeps no other from being ranked. */
export interface RankedCases {
  readonly ranks: Readonly<Record<string, Ranked>>;
  readonly unreadable: readonly CommandFailed[];
}

/** Diagnoses every case in a folder. */
export const rankCases = (folder: string): RankedCases => {
  const read = makeCaseReader();
  const ranks: Record<string, Ranked> = {};
  const unreadable: CommandFailed[] = [];
  for (const one of findCases(folder)) {
    try {
      ranks[nameOf(one)] = rankedOf(examine(read(one)));
    } catch (error) {
      if (!(error instanceof CommandFailed)) throw error;
      unreadable.push(error);
    }
  }
  return { ranks, unreadable };
};

/** Suspects that are told of one case. */
const SHOWN = 5;

export const examinationLines = (found: Examination, missing: readonly string[], paint: Paint): readonly string[] => [
  `${told(paint, found.outcome === 'explained' ? 'for' : 'missing', found.outcome)}  ${plain(found.says)}`,
  ...found.suspects
    .slice(0, SHOWN)
    .flatMap(({ service, confidence, leads }) => [
      `${percent(confidence).padStart(12)}  ${paint('bold', plain(service))}`,
      ...leads.map(({ line, says }) => `${' '.repeat(14)}${line}: ${plain(says)}`),
    ]),
  `${percent(found.none).padStart(12)}  none of these`,
  `looked at ${found.seen.series} series of ${found.seen.services} services, ${found.seen.calls} calls, ${found.seen.traces ? 'traces' : 'no traces'}`,
  ...(missing.length > 0 ? [`missing: ${missing.map(plain).join(', ')}`] : []),
];

interface Options {
  readonly case?: string;
  readonly cases?: string;
  readonly out?: string;
  readonly json?: boolean;
}

/** `diagnose`: the engine on cases in files, without any stack. */
export const addDiagnose = (program: Command, write: (line: string) => void, paint: Paint): void => {
  program
    .command('diagnose')
    .description('find the cause in recorded telemetry; the format is in docs/diagnosis.md')
    .option('--case <folder>', 'one case')
    .option('--cases <folder>', 'every case in a folder')
    .option('--out <file>', 'write the rankings of --cases to this file')
    .option('--json', 'print JSON')
    .action((options: Options) => {
      if ((options.case === undefined) === (options.cases === undefined)) {
        throw new CommandFailed(EXIT.usage, 'diagnose takes either --case or --cases');
      }
      if (options.case !== undefined) {
        const one = makeCaseReader()(options.case);
        const found = examine(one);
        if (options.json) write(JSON.stringify({ ...rankedOf(found), ...found, missing: one.missing }, null, 2));
        else for (const line of examinationLines(found, one.missing, paint)) write(line);
        return;
      }
      const { ranks, unreadable } = rankCases(options.cases ?? '');
      if (Object.keys(ranks).length + unreadable.length === 0) {
        throw new CommandFailed(EXIT.usage, `there is no case.json in or below ${options.cases}`);
      }
      if (options.out !== undefined) writeFileSync(options.out, `${JSON.stringify(ranks, null, 2)}\n`);
      if (options.json || options.out === undefined) write(JSON.stringify(ranks, null, 2));
      else write(`${Object.keys(ranks).length} cases ranked in ${options.out}`);
      if (unreadable.length > 0) {
        const each = unreadable.map(({ message }) => `  ${message}`);
        throw new CommandFailed(EXIT.usage, [`${unreadable.length} cases could not be read:`, ...each].join('\n'));
      }
    });
};
