import { makeHttpHandler } from '../runtime/http-handler.ts';
import { endpoint, logger } from './wiring.ts';

/** MCP for assistants and agents: the operator API as tools. */
export const handler = makeHttpHandler(logger, endpoint);
