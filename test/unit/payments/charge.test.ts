import { describe, expect, it } from 'vitest';
import { Charge } from '../../../functions/payments/charge.ts';

const aCharge = (part: Readonly<Record<string, unknown>> = {}) => ({
  orderId: 'order-1',
  amount: 4900,
  currency: 'EUR',
  ...part,
});

describe('a charge', () => {
  it('may be of nothing, for those who only want to know whether payments answers', () => {
    const read = Charge.safeParse(aCharge({ amount: 0 }));

    expect(read.success).toBe(true);
  });

  it.each([
    ['orderId', ''],
    ['amount', -1],
    ['amount', 12.5],
    ['amount', '4900'],
    ['currency', 'DUCATS'],
  ])('refuses the %s %j', (field, value) => {
    const read = Charge.safeParse(aCharge({ [field]: value }));

    expect(read.error?.issues.map(({ path }) => path)).toEqual([[field]]);
  });
});
