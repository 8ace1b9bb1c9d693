import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, type Json } from '../../../../functions/core/domain/json.ts';

const anyJson: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string({ unit: fc.constantFrom('"', '\\', '\n', 'a', 'é', '💥', '\ud83d', '\0', '\u2028') }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string({ maxLength: 4 }), tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
})).value;

const reversed = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
};

describe('canonical JSON', () => {
  it('is the same whatever the order of keys, at every depth', () => {
    fc.assert(fc.property(anyJson, (value) => canonicalJson(reversed(value)) === canonicalJson(value)));
  });

  it('is JSON that says the same', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('does not change by being stored as text and read again', () => {
    fc.assert(
      fc.property(anyJson, (value) => canonicalJson(JSON.parse(JSON.stringify(value))) === canonicalJson(value)),
    );
  });

  it('is the same for two values only if they are equal', () => {
    fc.assert(
      fc.property(anyJson, anyJson, (a, b) => {
        const equal = JSON.stringify(a) === JSON.stringify(b);
        if (equal) expect(canonicalJson(a)).toBe(canonicalJson(b));
        if (canonicalJson(a) === canonicalJson(b))
          expect(JSON.parse(canonicalJson(a))).toEqual(JSON.parse(JSON.stringify(b)));
      }),
    );
  });

  it('keeps the order of lists', () => {
    expect(canonicalJson([2, 1])).toBe('[2,1]');
  });

  it('sorts keys by their UTF-16 units and has no spaces', () => {
    expect(canonicalJson({ b: 1, a: { d: null, c: [true, 'x'] }, '€': 1, __proto__x: 2 })).toBe(
      '{"__proto__x":2,"a":{"c":[true,"x"],"d":null},"b":1,"€":1}',
    );
  });

  it('keeps a member that is called __proto__', () => {
    const value: Json = JSON.parse('{"__proto__":"x","a":1}');

    expect(canonicalJson(value)).toBe('{"__proto__":"x","a":1}');
  });
});
