import { makeLogger } from '../runtime/logger.ts';
import { orderOf } from './input.ts';
import type { Triggered } from './trigger.ts';
import { trigger } from './wiring.ts';

const logger = makeLogger('trigger');

/** Does what the event orders: hurts the storefront, or posts a synthetic alert. */
export const handler = async (event: unknown): Promise<Triggered> => {
  const order = orderOf(event);
  const triggered = await trigger(order);
  logger.info('trigger.pulled', { kind: order.kind, ...triggered });
  return triggered;
};
