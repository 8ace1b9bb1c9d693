import { makeHttpHandler } from '../runtime/http-handler.ts';
import { eitherWay } from './invoked.ts';
import { api, apiToLookAt, logger } from './wiring.ts';

/** The operator's HTTP API: incidents, receipts, the brake, health. */
export const handler = eitherWay(makeHttpHandler(logger, api), apiToLookAt);
