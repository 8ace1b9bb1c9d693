import { weaken } from '../storefront/weaken.ts';
import type { Fault, Patient } from './fault.ts';

/**
 * Nobody has renewed the certificate of the front door: what it serves ends in a few hours. Issuing a new one and
 * loading it, by whomever, cures it.
 */
export const certificateExpiry = ({ edgeUrl }: Patient): Fault =>
  weaken({ name: 'certificate-expiry', weakness: 'forgotten-certificate', urls: [edgeUrl] });
