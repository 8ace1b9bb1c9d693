import { percentile } from '../intake/percentile.ts';
import type { Leg, Run, Summary } from './report.ts';

const seconds = (value: number | undefined): string =>
  value === undefined || Number.isNaN(value) ? '-' : `${value.toFixed(1)} s`;

/** One run as a line, as soon as it is over. */
export const runLine = (run: Run): string => {
  const { name, asExpected, expected, total, ours, incidents } = run;
  const ends = incidents.map(({ id, status }) => `${id} ${status}`).join(', ') || 'no incident';
  return `${asExpected ? '✓' : '✗'} ${name.padEnd(20)} ${expected.padEnd(12)} ${seconds(total).padStart(8)}  ours ${seconds(ours).padStart(7)}  ${ends}`;
};

/** The legs of these runs by their medians, in their order. */
export const medianLegs = (runs: readonly Pick<Run, 'legs'>[]): readonly Leg[] => {
  const names = [...new Set(runs.flatMap(({ legs }) => legs.map(({ name }) => name)))];
  return names.map((name) => ({
    name,
    seconds: percentile(
      runs.flatMap(({ legs }) => legs.filter((leg) => leg.name === name).map((leg) => leg.seconds)),
      50,
    ),
  }));
};

const LEGS = [
  'fault to firing',
  'firing to webhook',
  'webhook to diagnosis',
  'diagnosis to action',
  'action to verified',
  'verified to closed',
];

/** Every fault in a row: what came of its runs, and the median of each leg. */
export const faultLines = (runs: readonly Run[]): readonly string[] => {
  const head = [
    '',
    'runs',
    'diagnosed',
    'acted',
    'verified',
    'false fix',
    ...LEGS.map((leg) => leg.replace(/^.* to /, 'to ')),
    'total',
  ];
  const rows = [...new Set(runs.map(({ name }) => name))].map((name) => {
    const mine = runs.filter((run) => run.name === name);
    const legs = medianLegs(mine);
    const share = (of: (run: Run) => boolean): string => `${mine.filter(of).length}/${mine.length}`;
    return [
      name,
      String(mine.length),
      share(({ diagnosedRight }) => diagnosedRight),
      share(({ acted }) => acted),
      share(({ verified }) => verified),
      String(mine.flatMap(({ falseFixes }) => falseFixes).length),
      ...LEGS.map((leg) => seconds(legs.find((one) => one.name === leg)?.seconds)),
      seconds(
        percentile(
          mine.flatMap(({ total }) => total ?? []),
          50,
        ),
      ),
    ];
  });
  const table = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  '),
  );
};

/** Where the time of the newest healed run of a fault went, beside the floor that its own timestamps give. */
export const floorLines = (runs: readonly Run[]): readonly string[] =>
  runs.flatMap(({ name, floor }) =>
    floor === undefined
      ? []
      : [
          `${name}: first bad scrape ${seconds(floor.bad)}, alert active ${seconds(floor.active)}, firing ${seconds(floor.firing)}, flushed ${seconds(floor.flushed)}, acted ${seconds(floor.acted)}, last sample ${seconds(floor.lastSample)}, closed ${seconds(floor.closed)}; floor ${seconds(floor.floor)}, beyond it ${seconds(floor.beyond)}`,
        ],
  );

/** What all of it came to. */
export const summaryLines = (summary: Summary): readonly string[] => {
  const { healed, handedOver, lost, falseFixes, wrongActions, median, worst, oursShare } = summary;
  return [
    `healed by itself     ${healed.right} of ${healed.of}`,
    `handed over rightly  ${handedOver.right} of ${handedOver.of}`,
    `lost alerts          ${lost} (must be 0)`,
    `false fixes          ${falseFixes} (must be 0)`,
    `wrong actions        ${wrongActions} (must be 0)`,
    `fault to closed      median ${seconds(median)}, worst ${seconds(worst)}`,
    `our own share of it  ${Number.isNaN(oursShare) ? '-' : `${(oursShare * 100).toFixed(0)} %`} (median)`,
  ];
};
