import { expect, it } from 'vitest';
import type { ReportedChange } from '../../functions/core/domain/reported-change.ts';
import type { ReportedChanges } from '../../functions/core/ports/changes.ts';

export const aReportedChange = (part: Partial<ReportedChange> = {}): ReportedChange => ({
  id: 'CHG-1',
  service: 'payments',
  kind: 'deployment',
  at: '2026-03-02T09:59:00.000Z',
  summary: 'version 2',
  by: 'ci',
  reportedAt: '2026-03-02T10:00:00.000Z',
  ...part,
});

/** What every store of reported changes promises. */
export const reportedChangesContract = (make: () => Promise<ReportedChanges> | ReportedChanges): void => {
  it('writes a change once, and answers what is known when its id comes again', async () => {
    const changes = await make();
    const first = await changes.record(aReportedChange());

    const again = await changes.record(aReportedChange({ summary: 'version 3' }));

    expect(first).toEqual({ outcome: 'recorded', change: aReportedChange() });
    expect(again).toEqual({ outcome: 'known', change: aReportedChange() });
    expect(await changes.newest(10)).toEqual([aReportedChange()]);
  });

  it('lists the newest first, by when they were made, as many as asked for', async () => {
    const changes = await make();
    const older = aReportedChange({ id: 'CHG-2', at: '2026-03-02T09:00:00.000Z' });
    await changes.record(aReportedChange());
    await changes.record(older);

    expect(await changes.newest(10)).toEqual([aReportedChange(), older]);
    expect(await changes.newest(1)).toEqual([aReportedChange()]);
  });

  it('finds those of a stretch of time, its ends among it', async () => {
    const changes = await make();
    const { at } = aReportedChange();
    await changes.record(aReportedChange());
    await changes.record(aReportedChange({ id: 'CHG-2', at: '2026-03-02T09:58:59.999Z' }));
    await changes.record(aReportedChange({ id: 'CHG-3', at: '2026-03-02T09:59:00.001Z' }));

    expect(await changes.between(at, at)).toEqual([aReportedChange()]);
  });
};
