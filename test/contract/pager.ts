import { expect, it } from 'vitest';
import type { Pager } from '../../functions/core/ports/pager.ts';
import { anIncident } from '../support/builders.ts';

export interface PagerSubject {
  readonly pager: Pager;
  /** What reached people so far. */
  readonly told: () => Promise<
    readonly { readonly incidentId: string; readonly reason: string; readonly summary: string }[]
  >;
}

/** What every pager promises. */
export const pagerContract = (make: () => Promise<PagerSubject> | PagerSubject): void => {
  it('tells people which incident, for what reason, and what is known', async () => {
    const { pager, told } = await make();
    const incident = anIncident();

    await pager.escalate(incident, 'recovery_not_seen', 'The action did not help.');

    expect(await told()).toEqual([
      { incidentId: incident.id, reason: 'recovery_not_seen', summary: 'The action did not help.' },
    ]);
  });

  it('tells people of an incident whose title no pager could show', async () => {
    const { pager, told } = await make();
    const incident = anIncident({ title: `größe\n\u0000🛶 ${'x'.repeat(300)}` });

    await pager.escalate(incident, 'brake_engaged', 'stopped');

    expect(await told()).toHaveLength(1);
  });
};
