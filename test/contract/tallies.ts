import { expect, it } from 'vitest';
import type { IncidentId } from '../../functions/core/domain/incident.ts';
import type { Sample } from '../../functions/core/domain/tally/metrics.ts';
import type { Tallies } from '../../functions/core/ports/tallies.ts';

/** An incident whose timeline has as many entries as asked for, and the numbers beside it. */
export interface TalliesSubject {
  readonly tallies: Tallies;
  incident(entries: number): Promise<IncidentId>;
}

const MEMORY = {
  receivedAt: '2026-03-02T10:00:00.000Z',
  status: 'open' as const,
  runbook: 'none',
  people: false,
  reached: ['selfright_time_to_close_seconds'],
};

const opened = (value: number): Sample<'selfright_incidents_opened_total'> => ({
  metric: 'selfright_incidents_opened_total',
  labels: ['new_group'],
  value,
});
const summedUp = { metric: 'selfright_time_to_close_seconds', part: 'sum', labels: [], value: 1.25 } as const;

/** What keeps our numbers promises. */
export const talliesContract = (make: () => Promise<TalliesSubject>): void => {
  it('has nothing before anything was counted', async () => {
    const { tallies, incident } = await make();
    const id = await incident(2);

    const { seq, memory, entries } = await tallies.uncounted(id, 2);

    expect([seq, memory, entries.map((entry) => entry.seq)]).toEqual([0, undefined, [1, 2]]);
    expect(await tallies.totals()).toEqual([]);
  });

  it('adds, and tells from then on what comes after', async () => {
    const { tallies, incident } = await make();
    const id = await incident(3);
    await tallies.add(id, 0, { seq: 2, memory: MEMORY }, [opened(1), summedUp]);

    const { seq, memory, entries } = await tallies.uncounted(id, 3);

    expect([seq, memory, entries.map((entry) => entry.seq)]).toEqual([2, MEMORY, [3]]);
    expect(await tallies.totals()).toEqual(expect.arrayContaining([opened(1), summedUp]));
  });

  it('reads no timeline for what is counted already', async () => {
    const { tallies, incident } = await make();
    const id = await incident(3);
    await tallies.add(id, 0, { seq: 2, memory: MEMORY }, []);

    expect((await tallies.uncounted(id, 2)).entries).toEqual([]);
  });

  it('adds nothing for whoever has not seen what was counted before', async () => {
    const { tallies, incident } = await make();
    const id = await incident(3);
    await tallies.add(id, 0, { seq: 2, memory: MEMORY }, [opened(1)]);

    const again = await tallies.add(id, 0, { seq: 2, memory: MEMORY }, [opened(1)]);

    expect(again).toBe('conflict');
    expect(await tallies.totals()).toEqual([opened(1)]);
  });

  it('sums over incidents, and takes away too', async () => {
    const { tallies, incident } = await make();
    const [one, other] = [await incident(2), await incident(2)];
    await tallies.add(one, 0, { seq: 1, memory: MEMORY }, [opened(1)]);
    await tallies.add(other, 0, { seq: 1, memory: MEMORY }, [opened(2)]);

    await tallies.add(one, 1, { seq: 2, memory: MEMORY }, [opened(-1)]);

    expect(await tallies.totals()).toEqual([opened(2)]);
  });

  it('lets one of two counters win', async () => {
    const { tallies, incident } = await make();
    const id = await incident(2);

    const answers = await Promise.all([1, 2].map(() => tallies.add(id, 0, { seq: 2, memory: MEMORY }, [opened(1)])));

    expect(answers.toSorted()).toEqual(['added', 'conflict']);
    expect(await tallies.totals()).toEqual([opened(1)]);
  });
};
