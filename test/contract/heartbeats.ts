import { expect, it } from 'vitest';
import type { Heartbeats } from '../../functions/core/ports/heartbeats.ts';

const WATCHDOG = { source: 'alertmanager', name: 'true' };

/** What every memory of heartbeats promises. */
export const heartbeatsContract = (make: () => Promise<Heartbeats> | Heartbeats): void => {
  it('keeps the later of two beats, whichever comes first', async () => {
    const heartbeats = await make();
    await heartbeats.beat({ ...WATCHDOG, at: '2026-03-02T10:01:00.000Z' });
    await heartbeats.beat({ ...WATCHDOG, at: '2026-03-02T10:00:00.000Z' });

    expect(await heartbeats.all()).toEqual([{ ...WATCHDOG, at: '2026-03-02T10:01:00.000Z' }]);
  });

  it('tells heartbeats apart by source and name', async () => {
    const heartbeats = await make();
    const at = '2026-03-02T10:00:00.000Z';
    const all = [
      { ...WATCHDOG, at },
      { ...WATCHDOG, source: 'grafana', at },
      { ...WATCHDOG, name: '__proto__', at },
    ];
    for (const beat of all) await heartbeats.beat(beat);

    expect(new Set(await heartbeats.all())).toEqual(new Set(all));
  });
};
