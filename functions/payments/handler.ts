import type { Context } from 'aws-lambda';
import { readConfig } from '../runtime/config.ts';
import { makeLogger } from '../runtime/logger.ts';
import { type Authorisation, Charge } from './charge.ts';
import { Env } from './env.ts';

const logger = makeLogger('payments');

/** Authorises a charge. The configuration is read at each call: a release that lacks it starts, and fails every call. */
export const handler = async (event: unknown, context: Context): Promise<Authorisation> => {
  const { PAYMENT_PROVIDER_KEY_ID } = readConfig(Env);
  const { orderId, amount, currency } = Charge.parse(event);
  const version = context.functionVersion;
  logger.info('charge.authorised', { orderId, amount, currency, version, key: PAYMENT_PROVIDER_KEY_ID });
  return { authorised: true, authorisationId: `AUTH-${context.awsRequestId}`, version };
};
