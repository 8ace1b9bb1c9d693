/** Requests a second that the load generator keeps up, whatever the answers are. */
export const RATE = 20;

/** How many times as many come when there is a crowd. */
export const CROWD = 3;

/** Requests on their way at most; what would exceed it is not sent, so that a dead shop does not eat the laptop. */
export const MAX_IN_FLIGHT = 100;

const GOODS = ['anchor', 'chart', 'compass', 'fender', 'lantern', 'oilskin', 'rope', 'whistle'] as const;

/** One request of the load. */
export type Visit =
  | { readonly kind: 'list' }
  | { readonly kind: 'look'; readonly productId: string }
  | { readonly kind: 'buy'; readonly productId: string; readonly quantity: number };

/** What the n-th visitor does: of five, one lists the goods, two look at one, two buy. */
export const visitAt = (n: number): Visit => {
  const productId = GOODS[Math.floor(n / 2) % GOODS.length] ?? GOODS[0];
  if (n % 5 === 0) return { kind: 'list' };
  return n % 2 === 0 ? { kind: 'look', productId } : { kind: 'buy', productId, quantity: 1 + (n % 3) };
};

/** What the n-th visitor of a crowd does: as many buy as on a usual day, and the rest only came to look. */
export const crowdVisitAt = (n: number): Visit =>
  n % CROWD === 0
    ? visitAt(n / CROWD)
    : { kind: 'look', productId: GOODS[Math.floor(n / CROWD) % GOODS.length] ?? GOODS[0] };

/** How many visits are due after so many milliseconds at a rate per second, beside those that came already. */
export const dueAfter = (elapsedMillis: number, came: number, rate: number = RATE): number =>
  Math.max(0, Math.floor((elapsedMillis * rate) / 1000) - came);
