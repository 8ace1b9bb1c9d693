import { makeHttpHandler } from '../runtime/http-handler.ts';
import { logger, page } from './wiring.ts';

/** GET /console/*: the incident console. */
export const handler = makeHttpHandler(logger, page);
