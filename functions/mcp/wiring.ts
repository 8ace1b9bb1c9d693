import { readConfig } from '../runtime/config.ts';
import { makeLogger } from '../runtime/logger.ts';
import { makeMcpEndpoint } from './endpoint.ts';
import { Env } from './env.ts';

const env = readConfig(Env);

export const logger = makeLogger('mcp');

export const endpoint = makeMcpEndpoint({ apiUrl: env.API_URL, log: logger });
