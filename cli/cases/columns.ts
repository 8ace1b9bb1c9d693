import type { Series } from '../../functions/core/domain/engine/telemetry.ts';
import { numberIn, parseCsv } from './csv.ts';

/** One table of series: a column each, over the same times. */
export interface Columns {
  readonly times: Float64Array;
  readonly byName: ReadonlyMap<string, Float64Array>;
}

export const columnsIn = (text: string): Columns => {
  const { heads, rows } = parseCsv(text);
  const clock = Math.max(0, heads.indexOf('time'));
  const times = Float64Array.from(rows, (row) => numberIn(row[clock]));
  const byName = new Map<string, Float64Array>();
  heads.forEach((head, column) => {
    if (column !== clock)
      byName.set(
        head,
        Float64Array.from(rows, (row) => numberIn(row[column])),
      );
  });
  return { times, byName };
};

const joined = (parts: readonly Float64Array[]): Float64Array => {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

/** Puts tables below each other; a column that one of them lacks has a gap there. */
export const concatenated = (tables: readonly Columns[]): readonly Series[] => {
  const [only] = tables;
  const together = tables.length === 1 && only ? only.times : joined(tables.map(({ times }) => times));
  const names = new Set(tables.flatMap(({ byName }) => [...byName.keys()]));
  return [...names].map((name) => {
    const parts = tables.map(
      ({ times, byName }) => byName.get(name) ?? new Float64Array(times.length).fill(Number.NaN),
    );
    const cut = name.lastIndexOf('|');
    const [service, signal] = cut < 0 ? [name, 'value'] : [name.slice(0, cut), name.slice(cut + 1)];
    return { service, signal, times: together, values: parts.length === 1 && parts[0] ? parts[0] : joined(parts) };
  });
};
