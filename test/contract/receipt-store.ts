import { expect, it } from 'vitest';
import type { ReceiptStore } from '../../functions/core/ports/receipt-store.ts';
import { aReceipt } from '../support/builders.ts';
import { sequentialIds } from '../support/fakes/ids.ts';

const OPENED = aReceipt({
  state: 'opened',
  settledAt: '2026-03-02T10:00:01.000Z',
  incidentId: 'INC-01KJQ000000000000000000001',
  reason: 'new_group',
});

/** What every receipt store promises. */
export const receiptStoreContract = (make: () => Promise<ReceiptStore> | ReceiptStore): void => {
  it('issues a receipt that can be looked up', async () => {
    const receipts = await make();

    await receipts.issue(aReceipt());

    expect(await receipts.read(aReceipt().id)).toEqual(aReceipt());
  });

  it('knows no receipt that was not issued', async () => {
    const receipts = await make();

    const receipt = await receipts.read(aReceipt().id);

    expect(receipt).toBeUndefined();
  });

  it('settles a receipt, also one that was never issued', async () => {
    const receipts = await make();

    await receipts.settle(OPENED);

    expect(await receipts.read(OPENED.id)).toEqual(OPENED);
  });

  it('never turns a settled receipt back into a queued one', async () => {
    const receipts = await make();
    await receipts.settle(OPENED);

    await receipts.issue(aReceipt());

    expect(await receipts.read(OPENED.id)).toEqual(OPENED);
  });

  it('keeps the first terminal state', async () => {
    const receipts = await make();
    await receipts.issue(aReceipt());
    await receipts.settle(OPENED);

    await receipts.settle(aReceipt({ state: 'duplicate' }));

    expect(await receipts.read(OPENED.id)).toEqual(OPENED);
  });

  it('leaves dead_lettered for what was sent back, and keeps that it was', async () => {
    const receipts = await make();
    const redriven = { ...OPENED, redrivenAt: '2026-03-02T11:00:00.000Z' };
    await receipts.settle(aReceipt({ state: 'dead_lettered', reason: 'intake_refused', why: 'unknown source: x' }));

    await receipts.settle(redriven);

    expect(await receipts.read(OPENED.id)).toEqual(redriven);
  });

  it('refuses to leave dead_lettered for anything else', async () => {
    const receipts = await make();
    const dead = aReceipt({ state: 'dead_lettered', reason: 'intake_refused', why: 'unknown source: x' });
    await receipts.settle(dead);

    await receipts.settle(OPENED);

    expect(await receipts.read(OPENED.id)).toEqual(dead);
  });

  it('refuses to leave any other terminal state, sent back or not', async () => {
    const receipts = await make();
    await receipts.settle(OPENED);

    await receipts.settle(aReceipt({ state: 'duplicate', redrivenAt: '2026-03-02T11:00:00.000Z' }));

    expect(await receipts.read(OPENED.id)).toEqual(OPENED);
  });

  it('lists the newest first, as many as asked for', async () => {
    const receipts = await make();
    const ids = sequentialIds();
    const all = Array.from({ length: 5 }, () => aReceipt({ id: ids.receipt('generic') }));
    for (const receipt of all) await receipts.issue(receipt);

    const listed = await receipts.list(3);

    expect(listed).toEqual(all.toReversed().slice(0, 3));
  });

  it('finds those that are queued since before a moment, oldest first, and none that has settled', async () => {
    const receipts = await make();
    const ids = sequentialIds();
    const minutes = ['00', '01', '02', '03', '04'];
    const all = minutes.map((minute) =>
      aReceipt({ id: ids.receipt('generic'), receivedAt: `2026-03-02T10:${minute}:00.000Z` }),
    );
    for (const receipt of all) await receipts.issue(receipt);
    const [first, second, third] = all;
    if (second) await receipts.settle({ ...second, state: 'recorded', settledAt: second.receivedAt });

    const before = '2026-03-02T10:03:00.000Z';

    expect(await receipts.stuck(before, 10)).toEqual([first, third]);
    expect(await receipts.stuck(before, 1)).toEqual([first]);
  });
};
