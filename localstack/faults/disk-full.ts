import { weaken } from '../storefront/weaken.ts';
import type { Fault, Patient } from './fault.ts';

/**
 * The access log of the front door was never rotated and reaches what the kernel allows; uploads of long ago lie beside
 * it. Nothing can be logged, so nobody is served. Rotating the log, by whomever, cures it.
 */
export const diskFull = ({ edgeUrl }: Patient): Fault =>
  weaken({ name: 'disk-full', weakness: 'full-spool', urls: [edgeUrl] });
