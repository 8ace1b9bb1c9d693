import { expect, it } from 'vitest';
import { episodeOf } from '../../functions/core/domain/alert.ts';
import type { HeldAlert } from '../../functions/core/domain/maintenance.ts';
import type { HeldAlerts, Windows } from '../../functions/core/ports/windows.ts';
import { anAlert, aWindow } from '../support/builders.ts';

const held = (fingerprint: string, groupKey = 'g'): HeldAlert => ({
  group: { source: 'alertmanager', groupKey },
  alert: anAlert({ fingerprint }),
  windowId: aWindow().id,
  heldAt: '2026-03-02T10:00:00.000Z',
});
const episodeFor = ({ group, alert }: HeldAlert) => episodeOf({ ...group, alerts: [], truncated: 0 }, alert);

/** What every store of maintenance windows promises. */
export const windowsContract = (make: () => Promise<Windows> | Windows): void => {
  it('has no windows before one was asked for, and then each as it was written last', async () => {
    const windows = await make();
    const before = await windows.all();
    const ended = aWindow({ until: '2026-03-02T10:30:00.000Z', endedBy: 'rob' });
    await windows.put(aWindow());
    await windows.put(aWindow({ id: 'WIN-2', service: undefined }));

    await windows.put(ended);

    expect(before).toEqual([]);
    expect(new Set(await windows.all())).toEqual(new Set([ended, aWindow({ id: 'WIN-2', service: undefined })]));
  });
};

/** What every store of held alerts promises. */
export const heldAlertsContract = (make: () => Promise<HeldAlerts> | HeldAlerts): void => {
  it('holds an episode once, however often it comes, and beside that of another group', async () => {
    const store = await make();

    await store.hold([held('a'), held('a', 'other')]);
    await store.hold([held('a')]);

    expect(await store.all()).toHaveLength(2);
    expect(await store.all()).toContainEqual(held('a'));
  });

  it('forgets what is released, and nothing else', async () => {
    const store = await make();
    await store.hold([held('a'), held('b')]);

    await store.release([episodeFor(held('a')), episodeFor(held('never-held'))]);

    expect(await store.all()).toEqual([held('b')]);
  });
};
