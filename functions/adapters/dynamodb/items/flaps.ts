import * as z from 'zod';
import type { Instant } from '../../../core/domain/time.ts';
import type { RawItem } from '../table.ts';
import { itemOf, parseItem } from './item.ts';

/** The set is absent once all of its members were taken out. */
const FlapsItem = itemOf('flaps', { moments: z.set(z.string()).optional(), expiresAt: z.int() });

/** The moments at which an alert changed. */
export const flapsFrom = (raw: RawItem): readonly Instant[] => [...(parseItem(FlapsItem, raw).moments ?? [])];
