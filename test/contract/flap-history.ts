import { expect, it } from 'vitest';
import type { FlapHistory } from '../../functions/core/ports/flap-history.ts';

const ALERT = { source: 'alertmanager', fingerprint: 'a1b2c3d4e5f60718' };
const NOW = '2026-03-02T10:00:00.000Z';
const WINDOW = 3_600;
const minutesAgo = (minutes: number): string => new Date(Date.parse(NOW) - minutes * 60_000).toISOString();

/** What every memory of how often alerts change promises. */
export const flapHistoryContract = (make: () => Promise<FlapHistory> | FlapHistory): void => {
  it('remembers each change once, however often and in whichever order it is told', async () => {
    const flaps = await make();
    await flaps.note(ALERT, [minutesAgo(1)], NOW, WINDOW);
    await flaps.note(ALERT, [minutesAgo(3), minutesAgo(2)], NOW, WINDOW);

    const known = await flaps.note(ALERT, [minutesAgo(3), minutesAgo(2)], NOW, WINDOW);

    expect([...known].sort()).toEqual([minutesAgo(3), minutesAgo(2), minutesAgo(1)]);
  });

  it('loses nothing of two that tell at the same moment', async () => {
    const flaps = await make();
    const moments = Array.from({ length: 8 }, (_, i) => minutesAgo(i));

    await Promise.all(moments.map((moment) => flaps.note(ALERT, [moment], NOW, WINDOW)));

    expect(new Set(await flaps.note(ALERT, [NOW], NOW, WINDOW))).toEqual(new Set(moments));
  });

  it('tells alerts apart by source and fingerprint', async () => {
    const flaps = await make();
    await flaps.note(ALERT, [minutesAgo(1)], NOW, WINDOW);

    expect(await flaps.note({ ...ALERT, source: 'grafana' }, [NOW], NOW, WINDOW)).toEqual([NOW]);
    expect(await flaps.note({ ...ALERT, fingerprint: '__proto__' }, [NOW], NOW, WINDOW)).toEqual([NOW]);
  });

  it('answers nothing from before the window, and keeps what is within it however much there is', async () => {
    const flaps = await make();
    const old = Array.from({ length: 150 }, (_, i) => minutesAgo(61 + i));
    await flaps.note(ALERT, old, NOW, WINDOW);

    expect(await flaps.note(ALERT, [minutesAgo(59)], NOW, WINDOW)).toEqual([minutesAgo(59)]);
    expect(new Set(await flaps.note(ALERT, [NOW], NOW, WINDOW))).toEqual(new Set([minutesAgo(59), NOW]));
  });
};
