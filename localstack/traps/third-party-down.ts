import type { Fault, Patient } from '../faults/fault.ts';
import { weaken } from '../storefront/weaken.ts';

/** The bank is closed, its standby house too. Nothing of ours is broken, and nothing of ours can be changed for it. */
export const thirdPartyDown = ({ acquirerUrl }: Patient): Fault =>
  weaken({ name: 'third-party-down', weakness: 'down', urls: [acquirerUrl] });
