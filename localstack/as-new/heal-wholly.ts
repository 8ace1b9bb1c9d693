import { healFaults } from '../storefront-control.ts';
import { otherThanNew, type Shop } from './shop-state.ts';

/** What came of healing. */
export interface Healing {
  /** The faults that there were something left of. */
  readonly healed: readonly string[];
  /** What is still other than when the shop was new, in words. */
  readonly left: readonly string[];
}

/** Undoes every injected fault, and looks whether the shop is as new: healing again must find nothing. */
export const healWholly = async (shop: Shop): Promise<Healing> => {
  const healed = await healFaults(shop.storefrontUrl);
  const again = await healFaults(shop.storefrontUrl);
  const other = await otherThanNew(shop);
  return { healed, left: [...again.map((fault) => `${fault} is there again`), ...other] };
};
