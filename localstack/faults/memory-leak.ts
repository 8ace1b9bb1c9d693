import { weaken } from '../storefront/weaken.ts';
import type { Fault, Patient } from './fault.ts';

/**
 * The catalogue's cache gets a key that is new at each visit, and never lets anything go. Its heap grows until node
 * ends the process. Beginning afresh before that, by whomever, cures it.
 */
export const memoryLeak = ({ catalogueUrls }: Patient): Fault =>
  weaken({ name: 'memory-leak', weakness: 'endless-cache', urls: catalogueUrls });
