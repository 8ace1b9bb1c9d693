import { describe, expect, it } from 'vitest';
import { aReceipt } from '../../support/builders.ts';
import { bodyOf } from '../../support/http.ts';
import { anApi } from './an-api.ts';

describe('the receipts', () => {
  it('are looked up one by one and as a list', async () => {
    const { as, receipts } = anApi();
    const receipt = aReceipt({ state: 'recorded', reason: 'heartbeat' });
    await receipts.issue(receipt);

    const one = await as('vera', 'GET', `/receipts/${receipt.id}`);
    const all = await as('vera', 'GET', '/receipts', { query: { limit: '1' } });

    expect(bodyOf(one)).toEqual(receipt);
    expect(bodyOf(all)).toEqual({ receipts: [receipt] });
  });

  it.each(['RCP-01KJQ000000000000000009999', 'nonsense'])('do not know %s', async (id) => {
    const { as } = anApi();

    const answered = await as('vera', 'GET', `/receipts/${id}`);

    expect(answered.statusCode).toBe(404);
  });

  it('refuse a wrong limit', async () => {
    const { as } = anApi();

    const answered = await as('vera', 'GET', '/receipts', { query: { limit: '500' } });

    expect(answered.statusCode).toBe(422);
  });
});
