import { type Look, queryAt } from './looking.ts';

/** One number by a query. */
export const lookAtMetrics: Look<'metrics'> = {
  asks: queryAt,
  look: async ({ metrics }, { now }, query) => {
    const [first, ...more] = await metrics.at(query, now);
    if (more.length > 0) return { missing: `expected one value, met ${more.length + 1}` };
    if (first === undefined) return { missing: 'no data' };
    // A share of nothing is no number: without any call there is none that fails.
    return Number.isFinite(first.value) ? { value: first.value } : { missing: `no number: ${first.value}` };
  },
};
