/** Everything of the shop that faults, runbooks and people change, by what it is, in words. */
export type ShopState = Readonly<Record<string, string>>;
