import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admit, spend, usedUp } from '../../../functions/core/domain/investigation.ts';

const ids = fc.constantFrom('D1-H1-C1', 'D1-S1', 'D2-H1-C1', 'D9-H9-C9', '', '__proto__');
const suggested = fc.record({
  says: fc.string(),
  cites: fc.array(ids),
  runbook: fc.option(fc.string(), { nil: undefined }),
});

describe('what a model suggests', () => {
  it('is shown only if it cites evidence that exists, and never names a runbook that does not', () => {
    fc.assert(
      fc.property(fc.array(suggested), fc.uniqueArray(ids), fc.array(fc.string()), (given, evidence, runbooks) => {
        const known = new Set<string>(evidence);

        const { suggestions, dropped } = admit(given, known, runbooks);

        expect(suggestions.length + dropped).toBe(given.length);
        for (const { cites, runbook, says } of suggestions) {
          expect(cites.length).toBeGreaterThan(0);
          expect(cites.every((id) => known.has(id))).toBe(true);
          expect(runbook === null || runbooks.includes(runbook)).toBe(true);
          expect(says.trim()).not.toBe('');
        }
      }),
    );
  });

  it('costs what its tokens cost, and is over once any part of the budget is used up', () => {
    const budget = { calls: 2, tokens: 10_000, seconds: 60, dollars: 1 };
    const price = { input: 3, output: 15 };

    const once = spend({ calls: 0, tokens: 0, seconds: 0, dollars: 0 }, { input: 1_000, output: 200 }, 5, price);
    const twice = spend(once, { input: 1_000, output: 200 }, 10, price);

    expect(once).toEqual({ calls: 1, tokens: 1_200, seconds: 5, dollars: 0.006 });
    expect([usedUp(once, budget), usedUp(twice, budget)]).toEqual([undefined, 'calls']);
  });
});
