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

/** The engine on the same cases as another system would show them, beside the robust scorer on the same. */
export interface Robustness {
  readonly system: string;
  readonly variants: readonly { readonly name: string; readonly engine: Score; readonly robust: Score }[];
}

/** Whether it ranks worse than the robust scorer does. */
export const isBelow = ({ engine, robust }: Robustness['variants'][number]): boolean =>
  engine.ac1 < robust.ac1 || engine.ac3 < robust.ac3;

const NAME = 30;

export const robustnessLines = ({ system, variants }: Robustness): readonly string[] => [
  `${system}: engine AC@1 AC@3, robust scorer AC@1 AC@3`,
  ...variants.map((one) => {
    const { name, engine, robust } = one;
    const numbers = [engine.ac1, engine.ac3, robust.ac1, robust.ac3].map(share).join(' ');
    return `  ${name.padEnd(NAME)} ${numbers}${isBelow(one) ? '  below' : ''}`;
  }),
  `  below the robust scorer in ${variants.filter(isBelow).length} of ${variants.length}`,
  '',
];
