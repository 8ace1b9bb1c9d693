import * as z from 'zod';
import { itemOf, parseItem } from './item.ts';

const CountItem = itemOf('agent_count', { calls: z.int().min(1), expiresAt: z.number() });
const ToldItem = itemOf('agent_told', { expiresAt: z.number() });

export const agentCountFrom = (raw: Record<string, unknown>): number => parseItem(CountItem, raw).calls;
export const agentToldFrom = (raw: Record<string, unknown>): unknown => parseItem(ToldItem, raw);
