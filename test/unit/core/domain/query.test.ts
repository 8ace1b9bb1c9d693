import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Blanks, escapeLabelValue, fillQuery } from '../../../../functions/core/domain/query.ts';

const blanks = (part: Partial<Blanks> = {}): Blanks => ({
  service: 'checkout',
  dependency: 'payments',
  window: 5,
  baseline: 900,
  ...part,
});

/** Reads a PromQL string literal as Prometheus does, and what stands behind it. */
const literal = (text: string): { readonly value: string; readonly rest: string } => {
  const match = /^"(?<body>(?:[^"\\\n]|\\.)*)"(?<rest>[\s\S]*)$/.exec(text);
  if (match?.groups === undefined) throw new Error(`no literal: ${text}`);
  const value = (match.groups['body'] ?? '').replaceAll(/\\(.)/g, (_, mark: string) => (mark === 'n' ? '\n' : mark));
  return { value, rest: match.groups['rest'] ?? '' };
};

/** Text made of what could mean something to Prometheus, to a template or to an encoder. */
const nastyText = fc.string({
  unit: fc.constantFrom('"', '\\', '\n', '\r', '{', '}', '{{window}}', '$&', '#', 'a', 'é', '💥', '\ud83d', '\0'),
});

describe('filling a query', () => {
  it('puts names and durations where they belong', () => {
    const query = fillQuery(
      'rate(x{service="{{service}}",d="{{dependency}}"}[{{window}}]) + y[{{baseline}}]',
      blanks(),
    );

    expect(query).toBe('rate(x{service="checkout",d="payments"}[5s]) + y[900s]');
  });

  it('rounds part of a second up, so that no window is empty', () => {
    expect(fillQuery('[{{window}}]', blanks({ window: 0.2 }))).toBe('[1s]');
  });

  it.each([
    ['a quote that ends the label', 'x"} or vector(1) #'],
    ['a backslash before the quote', 'x\\"} or up{a="'],
    ['a line end', 'x"\n} or up'],
    ['a lone backslash at the end', 'x\\'],
    ['another blank', '{{baseline}}'],
    ['a replacement pattern', "$&$1$'$`"],
  ])('keeps %s inside the label value', (_, service) => {
    const query = fillQuery('up{service="{{service}}"} == 1', blanks({ service }));

    expect(literal(query.slice('up{service='.length))).toEqual({ value: service, rest: '} == 1' });
  });

  it('lets no name whatsoever change what is asked', () => {
    fc.assert(
      fc.property(nastyText, (service) => {
        const query = fillQuery('up{service="{{service}}"} == 1', blanks({ service }));
        expect(literal(query.slice('up{service='.length))).toEqual({ value: service, rest: '} == 1' });
      }),
    );
  });

  it('escapes so that no raw quote or line end is left', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const bare = escapeLabelValue(value).replaceAll(/\\./g, '');
        expect(bare).not.toMatch(/["\n\\]/);
      }),
    );
  });

  it.each(['{{nobody}}', '{{constructor}}', '{{__proto__}}', '{{toString}}'])(
    'refuses the unknown blank %s',
    (blank) => {
      expect(() => fillQuery(`up{a="${blank}"}`, blanks())).toThrow('unknown blank');
    },
  );
});
