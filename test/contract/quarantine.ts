import { expect, it } from 'vitest';
import { NO_GROWTH } from '../../functions/core/domain/quarantine.ts';
import type { GrowthNotes, Misunderstood, Quarantine } from '../../functions/core/ports/quarantine.ts';
import { sequentialIds } from '../support/fakes/ids.ts';
import { bytes } from '../support/payloads.ts';

const ids = sequentialIds();

const aMisunderstood = (part: Partial<Misunderstood> = {}): Misunderstood => ({
  source: 'grafana',
  receiptId: ids.receipt('generic'),
  body: bytes('{"text":"a template of my own"}'),
  headers: { 'content-type': 'application/json' },
  reason: 'body_unmapped',
  why: 'neither alerts nor a state',
  at: '2026-03-02T10:00:00.000Z',
  ...part,
});

/** What every quarantine promises. */
export const quarantineContract = (make: () => Promise<Quarantine> | Quarantine): void => {
  it('keeps a body exactly, with what was wrong and whose receipt it is', async () => {
    const quarantine = await make();
    const sent = aMisunderstood({ body: new Uint8Array([0, 255, 254, 10]) });

    const kept = await quarantine.keep(sent);

    const found = await quarantine.read(kept.id);
    expect([...(found?.body ?? [])]).toEqual([0, 255, 254, 10]);
    expect(found?.quarantined).toEqual({
      id: kept.id,
      source: 'grafana',
      bytes: 4,
      reason: 'body_unmapped',
      why: 'neither alerts nor a state',
      firstSeen: sent.at,
      lastSeen: sent.at,
      count: 1,
      receipts: [sent.receiptId],
      headers: { 'content-type': 'application/json' },
    });
  });

  it('keeps an empty body', async () => {
    const quarantine = await make();

    const { id } = await quarantine.keep(aMisunderstood({ body: new Uint8Array() }));

    expect((await quarantine.read(id))?.body).toHaveLength(0);
  });

  it('keeps a body of four million bytes', async () => {
    const quarantine = await make();
    const body = new Uint8Array(4_000_000).fill(65);

    const { id } = await quarantine.keep(aMisunderstood({ body }));

    expect((await quarantine.read(id))?.body).toHaveLength(4_000_000);
  });

  it('keeps the same body of the same source once, and counts', async () => {
    const quarantine = await make();
    const [first, second] = [aMisunderstood(), aMisunderstood({ at: '2026-03-02T11:00:00.000Z' })];
    await quarantine.keep(first);

    const again = await quarantine.keep(second);

    expect(again).toMatchObject({ count: 2, firstSeen: first.at, lastSeen: second.at });
    expect(again.receipts).toEqual([first.receiptId, second.receiptId]);
    expect(await quarantine.list({ limit: 10 })).toEqual([again]);
  });

  it('keeps the same body of two sources twice', async () => {
    const quarantine = await make();

    await quarantine.keep(aMisunderstood());
    await quarantine.keep(aMisunderstood({ source: 'datadog' }));

    expect((await quarantine.list({ limit: 10 })).map(({ source }) => source).sort()).toEqual(['datadog', 'grafana']);
  });

  it('names no more than twenty receipts, and counts on', async () => {
    const quarantine = await make();
    for (let sent = 0; sent < 22; sent += 1) await quarantine.keep(aMisunderstood());

    const [kept] = await quarantine.list({ limit: 1 });

    expect([kept?.count, kept?.receipts.length]).toEqual([22, 20]);
  });

  it('counts two at once as two', async () => {
    const quarantine = await make();

    await Promise.all([quarantine.keep(aMisunderstood()), quarantine.keep(aMisunderstood())]);

    const [kept] = await quarantine.list({ limit: 1 });
    expect([kept?.count, kept?.receipts.length]).toEqual([2, 2]);
  });

  it('lists what was seen last first, of one source if asked', async () => {
    const quarantine = await make();
    const at = (minute: number) => `2026-03-02T10:0${minute}:00.000Z`;
    for (const minute of [1, 3, 2]) await quarantine.keep(aMisunderstood({ at: at(minute), body: bytes(`${minute}`) }));
    await quarantine.keep(aMisunderstood({ source: 'datadog', at: at(4) }));

    const seen = (await quarantine.list({ source: 'grafana', limit: 2 })).map(({ lastSeen }) => lastSeen);

    expect(seen).toEqual([at(3), at(2)]);
  });

  it('counts notifications by source and reason', async () => {
    const quarantine = await make();
    await quarantine.keep(aMisunderstood());
    await quarantine.keep(aMisunderstood({ body: bytes('other') }));
    await quarantine.keep(aMisunderstood({ reason: 'body_invalid', at: '2026-03-02T11:00:00.000Z' }));

    const counts = await quarantine.counts();

    expect(counts).toEqual([
      { source: 'grafana', reason: 'body_invalid', count: 1, since: '2026-03-02T11:00:00.000Z' },
      { source: 'grafana', reason: 'body_unmapped', count: 2, since: '2026-03-02T10:00:00.000Z' },
    ]);
  });

  it('notes a replay, and keeps it through a repetition', async () => {
    const quarantine = await make();
    const { id } = await quarantine.keep(aMisunderstood());
    const replay = { at: '2026-03-02T12:00:00.000Z', by: 'rob', receiptId: ids.receipt('generic') };

    await quarantine.noteReplay(id, replay);
    await quarantine.keep(aMisunderstood());

    expect((await quarantine.read(id))?.quarantined.replayed).toEqual(replay);
  });

  it('knows nothing of what was never kept', async () => {
    const quarantine = await make();

    expect(await quarantine.read(`grafana-${'0'.repeat(64)}`)).toBeUndefined();
  });
};

/** What the notes on growth promise. */
export const growthNotesContract = (make: () => Promise<GrowthNotes> | GrowthNotes): void => {
  const AT = '2026-03-02T10:00:00.000Z';
  const GROWN = { bodies: [{ id: `grafana-${'a'.repeat(64)}` as const, at: AT }], since: AT, told: true };

  it('know of no growth at first', async () => {
    const notes = await make();

    expect(await notes.read('grafana')).toEqual({ growth: NO_GROWTH, version: 0 });
  });

  it('give back what was written, source by source', async () => {
    const notes = await make();

    await notes.write('grafana', GROWN, { version: 0, at: AT });

    expect(await notes.read('grafana')).toEqual({ growth: GROWN, version: 1 });
    expect((await notes.read('datadog')).version).toBe(0);
  });

  it('refuse what was decided on an older reading', async () => {
    const notes = await make();
    await notes.write('grafana', GROWN, { version: 0, at: AT });

    const late = [
      await notes.write('grafana', NO_GROWTH, { version: 0, at: AT }),
      await notes.write('grafana', NO_GROWTH, { version: 1, at: AT }),
      await notes.write('grafana', GROWN, { version: 1, at: AT }),
    ];

    expect(late).toEqual(['conflict', 'written', 'conflict']);
  });
};
