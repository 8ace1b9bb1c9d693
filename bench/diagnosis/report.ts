import type { Score } from './score.ts';
import type { Speed } from './speed.ts';

export interface SystemReport {
  readonly system: string;
  readonly methods: Readonly<Record<string, Score>>;
  /** The engine with one line of evidence, or one rule, left out each. */
  readonly ablation: Readonly<Record<string, Score>>;
  readonly chance: { readonly ac1: number; readonly ac3: number };
  readonly millisecondsPerCase: number;
}

const share = (value: number): string => (Number.isNaN(value) ? '   -' : value.toFixed(2).padStart(4));

const row = (name: string, { ac1, ac3, avg5, quiet, quietWindows }: Score): string =>
  `  ${name.padEnd(20)} AC@1 ${share(ac1)}  AC@3 ${share(ac3)}  Avg@5 ${share(avg5)}  quiet ${share(quiet)}${quietWindows > 0 ? ` of ${quietWindows}` : ''}`;

const calibration = ({ brier, bins }: Score): string => {
  const told = bins.map(
    ({ from, count, sure, right }) => `[from ${from.toFixed(1)}, ${count}: said ${share(sure)}, was ${share(right)}]`,
  );
  return `  Brier ${brier.toFixed(3)}; reliability: ${told.join(' ')}`;
};

const thresholds = ({ sure }: Score): string => {
  const told = sure.map(({ atLeast, count, right }) => `${atLeast}: ${right} of ${count}`);
  return `  right, of those at least so sure: ${told.join(', ')}`;
};

export const systemLines = (report: SystemReport): readonly string[] => {
  const { system, methods, ablation, chance, millisecondsPerCase } = report;
  const engine = methods['engine'];
  return [
    `${system}: ${engine?.faults ?? 0} faults, ${engine?.quietWindows ?? 0} quiet windows, ${millisecondsPerCase.toFixed(1)} ms per case`,
    ...Object.entries(methods).map(([name, score]) => row(name, score)),
    `  ${'chance'.padEnd(20)} AC@1 ${share(chance.ac1)}  AC@3 ${share(chance.ac3)}`,
    ...(engine ? [calibration(engine), thresholds(engine)] : []),
    ...Object.entries(ablation).map(([name, score]) => row(`without ${name}`, score)),
    '',
  ];
};

export const speedLine = ({ series, points, milliseconds, plain }: Speed): string =>
  `speed: ${series} series of ${points} points in ${milliseconds.toFixed(1)} ms, ${(milliseconds / plain).toFixed(0)} times a plain pass`;

/** The engine on the same cases as another system would show them, beside the robust scorers on the same. */
export interface Robustness {
  readonly system: string;
  readonly variants: readonly { readonly name: string; readonly engine: Score; readonly rivals: readonly Score[] }[];
}

/** Whether it ranks worse than one of them does. */
export const isBelow = ({ engine, rivals }: Robustness['variants'][number]): boolean =>
  rivals.some(({ ac1, ac3 }) => engine.ac1 < ac1 || engine.ac3 < ac3);

const NAME = 30;

export const robustnessLines = ({ system, variants }: Robustness): readonly string[] => [
  `${system}: AC@1 and AC@3 of the engine, the robust scorer, and the same with a floor`,
  ...variants.map((one) => {
    const { name, engine, rivals } = one;
    const numbers = [engine, ...rivals].map(({ ac1, ac3 }) => `${share(ac1)} ${share(ac3)}`).join(',  ');
    return `  ${name.padEnd(NAME)} ${numbers}${isBelow(one) ? '  below' : ''}`;
  }),
  `  below a robust scorer in ${variants.filter(isBelow).length} of ${variants.length}`,
  '',
];
