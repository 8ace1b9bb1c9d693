import { makeHttpHandler } from '../runtime/http-handler.ts';
import { logger, webhook } from './wiring.ts';

/** POST /alerts/{source}: stores a notification, then acknowledges it. */
export const handler = makeHttpHandler(logger, webhook);
