import { makeHttpHandler } from '../runtime/http-handler.ts';
import { callbacks, logger } from './wiring.ts';

/** What people do in other systems comes back here, signed by them. */
export const handler = makeHttpHandler(logger, callbacks);
