import type { Context } from 'aws-lambda';
import { makeLogger } from '../runtime/logger.ts';
import { makeAcquirer } from './acquirer.ts';
import { Charge, type Decision } from './charge.ts';
import { Env } from './env.ts';

const logger = makeLogger('payments');
const env = Env.safeParse(process.env);
const ask = env.success ? makeAcquirer(env.data.ACQUIRER_URL) : undefined;

/**
 * Authorises a charge. A release without its provider's key still starts, and refuses every charge: the failure is an
 * answer rather than a crash, because an emulator starts a new process after every crash, and drowns in them.
 */
export const handler = async (event: unknown, context: Context): Promise<Decision> => {
  const charge = Charge.parse(event);
  const version = context.functionVersion;
  if (ask === undefined) {
    const reason = 'provider_not_configured';
    logger.error('charge.refused', { ...charge, version, reason });
    return { authorised: false, reason, version };
  }
  const asked = await ask(charge);
  const via = { upstream: asked.house, upstreamSeconds: asked.seconds };
  if (asked.outcome === 'no') {
    const reason = 'bank_unavailable';
    logger.error('charge.refused', { ...charge, version, reason, ...via });
    return { authorised: false, reason, version, ...via };
  }
  logger.info('charge.authorised', { ...charge, version, ...via });
  return { authorised: true, authorisationId: asked.authorisationId, version, ...via };
};
