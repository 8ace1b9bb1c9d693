import { weaken } from '../storefront/weaken.ts';
import type { Fault, Patient } from './fault.ts';

/**
 * The orders send a manifest that the shipping cannot read. Manifests are taken in order, so that all behind it wait, and
 * the queue offers it again a thousand times before it gives it up. Moving it out of the way, by whomever, cures it.
 */
export const poisonMessage = ({ ordersUrls: [url] }: Patient): Fault =>
  weaken({ name: 'poison-message', weakness: 'poison', urls: url === undefined ? [] : [url] });
