/** A threshold that a value must lie above or below. */
export type Limit = { readonly above: number } | { readonly below: number };

export const within = (limit: Limit, value: number): boolean =>
  'above' in limit ? value > limit.above : value < limit.below;

export const limitText = (limit: Limit): string => ('above' in limit ? `above ${limit.above}` : `below ${limit.below}`);
