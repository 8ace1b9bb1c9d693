import { makeHttpHandler } from '../runtime/http-handler.ts';
import { api, logger } from './wiring.ts';

/** The operator's HTTP API: incidents, receipts, the brake, health. */
export const handler = makeHttpHandler(logger, api);
