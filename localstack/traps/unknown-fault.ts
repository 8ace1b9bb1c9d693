import type { Fault, Patient } from '../faults/fault.ts';
import { weaken } from '../storefront/weaken.ts';

/** A bug in checkout gives up on orders of more than one piece. No runbook knows it: people have to. */
export const unknownFault = ({ checkoutUrls }: Patient): Fault =>
  weaken({ name: 'unknown-fault', weakness: 'wrong-parcels', urls: checkoutUrls });
