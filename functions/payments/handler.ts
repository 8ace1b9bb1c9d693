import type { Context } from 'aws-lambda';
import { makeLogger } from '../runtime/logger.ts';
import { Charge, type Decision } from './charge.ts';
import { Env } from './env.ts';

const logger = makeLogger('payments');
const env = Env.safeParse(process.env);

/**
 * Authorises a charge. A release without its provider's key still starts, and refuses every charge: the failure is an
 * answer rather than a crash, because an emulator starts a new process after every crash, and drowns in them.
 */
export const handler = async (event: unknown, context: Context): Promise<Decision> => {
  const charge = Charge.parse(event);
  const version = context.functionVersion;
  if (!env.success) {
    const reason = 'provider_not_configured';
    logger.error('charge.refused', { ...charge, version, reason });
    return { authorised: false, reason, version };
  }
  logger.info('charge.authorised', { ...charge, version, providerKeyId: env.data.PAYMENT_PROVIDER_KEY_ID });
  return { authorised: true, authorisationId: `AUTH-${context.awsRequestId}`, version };
};
