import { BUCKETS, type MetricDeclaration, type Sample } from './metrics.ts';

const escaped = (value: string): string =>
  value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');

const labelled = (names: readonly string[], values: readonly string[]): string => {
  const pairs = names.map((name, i) => `${name}="${escaped(values[i] ?? '')}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
};

const histogramLines = (name: string, samples: readonly Sample[]): readonly string[] => {
  const of = (part: Sample['part'], bound?: string): number =>
    samples.find((one) => one.part === part && (bound === undefined || one.labels[0] === bound))?.value ?? 0;
  const count = of('count');
  return [
    ...BUCKETS.map((bound) => `${name}_bucket${labelled(['le'], [String(bound)])} ${of('bucket', String(bound))}`),
    `${name}_bucket{le="+Inf"} ${count}`,
    `${name}_sum ${of('sum')}`,
    `${name}_count ${count}`,
  ];
};

/** Numbers in the text format of Prometheus; a counter without labels that was never counted is 0, and not absent. */
export const exposition = (
  declared: Readonly<Record<string, MetricDeclaration>>,
  samples: readonly Sample[],
): string => {
  const lines = Object.entries(declared).flatMap(([name, { type, help, labels }]) => {
    const own = samples.filter(({ metric }) => metric === name);
    const head = [`# HELP ${name} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}`, `# TYPE ${name} ${type}`];
    if (type === 'histogram') return [...head, ...histogramLines(name, own)];
    const told = own.length === 0 && labels.length === 0 && type === 'counter' ? [{ labels: [], value: 0 }] : own;
    return [...head, ...told.map((one) => `${name}${labelled(labels, one.labels)} ${one.value}`)];
  });
  return `${lines.join('\n')}\n`;
};
