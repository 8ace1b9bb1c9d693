import { expect, it } from 'vitest';
import type { Investigation } from '../../functions/core/domain/investigation.ts';
import type { Investigations } from '../../functions/core/ports/investigations.ts';

const ID = 'INC-01KJQ000000000000000000001';

const anInvestigation = (part: Partial<Investigation> = {}): Investigation => ({
  ...{ incidentId: ID, at: '2026-03-02T10:00:00.000Z', by: 'rob', model: 'a-model', ended: 'suggested' },
  suggestions: [{ says: 'the pool is full', cites: ['D1-H1-C1'], runbook: null }],
  dropped: 1,
  spent: { calls: 3, tokens: 4_000, seconds: 9.5, dollars: 0.02 },
  transcript: [{ by: 'us', text: 'Look at it. \u{1f6a8}' }],
  ...part,
});

/** What keeps investigations promises. */
export const investigationsContract = (make: () => Promise<Investigations>): void => {
  it('gives back what was kept, the newest first, and only of the incident that is asked about', async () => {
    const investigations = await make();
    const later = anInvestigation({ at: '2026-03-02T10:05:00.000Z', suggestions: [], ended: 'out_of_budget' });
    await investigations.keep(anInvestigation());
    await investigations.keep(later);
    await investigations.keep(anInvestigation({ incidentId: 'INC-01KJQ000000000000000000002' }));

    expect(await investigations.of(ID)).toEqual([later, anInvestigation()]);
    expect(await investigations.of('INC-01KJQ000000000000000000009')).toEqual([]);
  });
};
