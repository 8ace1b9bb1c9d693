import { readConfig } from '../runtime/config.ts';
import { makeLogger } from '../runtime/logger.ts';
import { answer } from './answer.ts';
import { Env } from './env.ts';
import { Addressed, InstallRequest } from './request.ts';
import { wire } from './wiring.ts';

const logger = makeLogger('install');
const install = wire(readConfig(Env));

/** A custom resource: whatever happens, CloudFormation gets an answer. Deleting it leaves the record as it is. */
export const handler = async (event: unknown): Promise<void> => {
  const to = Addressed.parse(event);
  try {
    const request = InstallRequest.parse(event);
    if (request.RequestType !== 'Delete') {
      const { digest, filled } = await install(request.ResourceProperties.policy);
      logger.info('policy installed', { digest, filled });
    }
    await answer(to);
  } catch (error) {
    const failure = error instanceof Error ? error : new Error(String(error));
    logger.error('installation failed', failure);
    await answer(to, failure.message);
  }
};
