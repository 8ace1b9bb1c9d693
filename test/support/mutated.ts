import fc from 'fast-check';
import { bytes } from './payloads.ts';

type Path = readonly (string | number)[];

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Where anything can be changed in a body: each member at any depth. */
const pathsIn = (value: unknown, at: Path = []): readonly Path[] =>
  isContainer(value)
    ? Object.entries(value).flatMap(([name, member]) => [[...at, name], ...pathsIn(member, [...at, name])])
    : [];

const REMOVED = Symbol('removed');

const changed = (value: unknown, [first, ...rest]: Path, into: unknown): unknown => {
  if (first === undefined) return into;
  if (!isContainer(value)) return value;
  const members = Object.entries(value).flatMap(([name, member]): readonly (readonly [string, unknown])[] => {
    const becomes = name === first ? changed(member, rest, into) : member;
    return becomes === REMOVED ? [] : [[name, becomes]];
  });
  return Array.isArray(value) ? members.map(([, member]) => member) : Object.fromEntries(members);
};

const odd = fc.oneof(
  fc.constantFrom<unknown>(
    ...[
      REMOVED,
      null,
      '',
      ' ',
      0,
      -1,
      1e21,
      0.1,
      true,
      [],
      {},
      [null],
      [[]],
      '0',
      '17',
      'null',
      'N/A',
      '\ud800',
      '\u0000',
    ],
    ...[
      '2026-05-04T08:00:00',
      '2026-02-30T00:00:00Z',
      '0001-01-01T00:00:00Z',
      '9999-12-31T23:59:59-23:59',
      '1777881600',
    ],
    ...['firing', 'resolved', 'OK', 'ALARM', 'x'.repeat(60_000), '['.repeat(2000), '[Triggered on {'.repeat(50), '%'],
    JSON.parse('{"__proto__":{"a":1},"constructor":"c","toString":null,"":0}'),
  ),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Bodies like the seeds, with one member or two that are removed or replaced by something odd. */
export const mutated = (seeds: readonly unknown[]): fc.Arbitrary<unknown> => {
  const spots = seeds.flatMap((seed) => pathsIn(seed).map((path) => ({ seed, path })));
  return fc
    .tuple(fc.constantFrom(...spots), odd, fc.option(fc.tuple(fc.nat(), odd), { nil: undefined }))
    .map(([{ seed, path }, into, again]) => {
      const once = changed(seed, path, into);
      const others = pathsIn(once);
      const other = again && others[again[0] % others.length];
      return other === undefined ? once : changed(once, other, again?.[1]);
    });
};

/** Bodies that are cut, have another byte, or are no text at all. */
export const brokenLike = (seed: unknown): fc.Arbitrary<Uint8Array> => {
  const raw = bytes(seed);
  return fc.oneof(
    fc.nat(raw.length).map((length) => raw.slice(0, length)),
    fc.tuple(fc.nat(raw.length - 1), fc.integer({ min: 0, max: 255 })).map(([at, byte]) => raw.with(at, byte)),
    fc.uint8Array({ maxLength: 50 }),
  );
};
