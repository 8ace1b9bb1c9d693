import { setTimeout as rest } from 'node:timers/promises';
import { type Delivery, deliverAll, type Target } from '../deliver.ts';
import { STORM, type StormMessage } from './traffic.ts';

/** In how many parts a storm comes, evenly over its seconds. */
const GUSTS = 10;

/** Sends the messages of a storm over its ten seconds, as fast as they are answered if that is slower. */
export const blow = async (
  target: Target,
  messages: readonly StormMessage[],
  clients: number,
): Promise<{ readonly deliveries: readonly Delivery[]; readonly seconds: number }> => {
  const begin = performance.now();
  const size = Math.ceil(messages.length / GUSTS);
  const deliveries: Delivery[] = [];
  for (let gust = 0; gust < GUSTS; gust += 1) {
    const due = begin + (gust * STORM.seconds * 1_000) / GUSTS;
    await rest(Math.max(0, due - performance.now()));
    const some = messages.slice(gust * size, (gust + 1) * size).map(({ planned }) => planned);
    deliveries.push(...(await deliverAll(target, some, clients)).deliveries);
  }
  return { deliveries, seconds: (performance.now() - begin) / 1_000 };
};
