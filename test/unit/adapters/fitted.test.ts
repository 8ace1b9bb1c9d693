import { describe, expect, it } from 'vitest';
import { cut, fitted } from '../../../functions/adapters/dynamodb/fitted.ts';
import { anAlert } from '../../support/builders.ts';

const sizeOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

describe('an alert that is stored', () => {
  it('stays as it came while it is of usual size', () => {
    const stored = fitted(anAlert());

    expect(stored).toEqual(anAlert());
  });

  it('keeps the beginning of a long annotation, and says how much is left out', () => {
    const stored = fitted(anAlert({ annotations: { log: 'x'.repeat(60_000) } }));

    expect(stored.annotations['log']).toBe(`${'x'.repeat(16_384)}… (43616 bytes left out)`);
  });

  it('is cut between characters, never within one', () => {
    const kept = cut('é'.repeat(10), 5);

    expect(kept).toBe('éé… (16 bytes left out)');
  });

  it.each([
    ['many long annotations', 40, 'x'.repeat(30_000)],
    ['many short annotations', 20_000, 'x'],
    ['characters that JSON writes long', 40, '\u0001'.repeat(16_000)],
  ])('fits into an item with %s, and counts what is left out', (_, count, text) => {
    const annotations = Object.fromEntries(Array.from({ length: count }, (__, n) => [`a${n}`, text]));

    const stored = fitted(anAlert({ annotations, labels: annotations }));

    expect(sizeOf(stored)).toBeLessThan(100_000);
    expect(stored.annotations['…']).toMatch(/^\d+ more left out$/);
  });
});
