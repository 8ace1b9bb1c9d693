import { traitsOf } from '../../functions/core/domain/engine/signal.ts';
import type { Series } from '../../functions/core/domain/engine/telemetry.ts';
import { numbersIn, parseCsv, placeOf, wrongIn } from './csv.ts';

/** One table of series: a column each, over the same times. */
export interface Columns {
  readonly times: Float64Array;
  readonly byName: ReadonlyMap<string, Float64Array>;
}

export const columnsIn = (text: string, path: string): Columns => {
  const table = parseCsv(text, path);
  const clock = placeOf(table, 'time');
  const times = numbersIn(table, clock);
  const timeless = times.findIndex(Number.isNaN);
  if (timeless >= 0) wrongIn(path, `column time, row ${timeless + 1}: unix seconds were expected, not a gap`);
  const byName = new Map<string, Float64Array>();
  table.heads.forEach((head, column) => {
    if (column !== clock) byName.set(head, numbersIn(table, column));
  });
  return { times, byName };
};

/**
 * The service and the signal of a column: `service|signal`; or `service_metric`, cut behind a service that is known, else
 * before the shortest end that tells what is measured.
 */
const namesIn = (name: string, services: readonly string[]): readonly [service: string, signal: string] => {
  const cut = name.lastIndexOf('|');
  if (cut >= 0) return [name.slice(0, cut), name.slice(cut + 1)];
  const [known] = services.filter((service) => name.startsWith(`${service}_`)).toSorted((a, b) => b.length - a.length);
  if (known !== undefined) return [known, name.slice(known.length + 1)];
  for (let at = name.lastIndexOf('_'); at > 0; at = name.lastIndexOf('_', at - 1)) {
    const signal = name.slice(at + 1);
    if (traitsOf(signal).kind !== 'other') return [name.slice(0, at), signal];
  }
  return [name, 'value'];
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
export const concatenated = (tables: readonly Columns[], services: readonly string[]): readonly Series[] => {
  const [only] = tables;
  const together = tables.length === 1 && only ? only.times : joined(tables.map(({ times }) => times));
  const names = new Set(tables.flatMap(({ byName }) => [...byName.keys()]));
  return [...names].map((name) => {
    const parts = tables.map(
      ({ times, byName }) => byName.get(name) ?? new Float64Array(times.length).fill(Number.NaN),
    );
    const [service, signal] = namesIn(name, services);
    return { service, signal, times: together, values: parts.length === 1 && parts[0] ? parts[0] : joined(parts) };
  });
};
