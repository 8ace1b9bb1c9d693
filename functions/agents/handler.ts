import { makeHttpHandler } from '../runtime/http-handler.ts';
import { endpoint, logger } from './wiring.ts';

/** A2A: the diagnostic, the resolution and the coordinating agent. */
export const handler = makeHttpHandler(logger, endpoint);
