import { bearerBasicOrHeader } from '../given-secret.ts';

/** A destination of New Relic sends a bearer token, basic credentials or an API key in a header. */
export const auth = bearerBasicOrHeader('api-key', 'x-api-key');
