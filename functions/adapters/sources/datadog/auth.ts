import { bearerBasicOrHeader } from '../given-secret.ts';

/** Datadog cannot sign; its webhooks send custom headers, and basic credentials from the address. */
export const auth = bearerBasicOrHeader('x-selfright-token');
