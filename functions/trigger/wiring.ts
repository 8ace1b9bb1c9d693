import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SourceSecrets } from '../core/contracts/secrets.ts';
import { ContractViolation, DependencyUnavailable } from '../core/domain/errors.ts';
import { readConfig } from '../runtime/config.ts';
import { Env } from './env.ts';
import { makeTrigger, type Posted } from './trigger.ts';

const env = readConfig(Env);
const secretsManager = new SecretsManagerClient();

const secret = async (): Promise<string> => {
  const { SecretString } = await secretsManager.send(new GetSecretValueCommand({ SecretId: env.SOURCE_SECRETS_ARN }));
  const [first] = [SourceSecrets.parse(JSON.parse(SecretString ?? '{}'))['alertmanager'] ?? []].flat();
  if (first === undefined) throw new ContractViolation('the source secrets name no alertmanager');
  return first;
};

const post = async (url: string, headers: Readonly<Record<string, string>>, body: string): Promise<Posted> => {
  const request = { method: 'POST', headers, body, signal: AbortSignal.timeout(8000) };
  const response = await fetch(url, request).catch((cause: unknown) => {
    throw new DependencyUnavailable(new URL(url).host, 'does not answer', { cause });
  });
  return { status: response.status, body: await response.text() };
};

export const trigger = makeTrigger({
  storefrontUrl: env.STOREFRONT_URL.replace(/\/$/, ''),
  apiUrl: env.API_URL.replace(/\/$/, ''),
  secret,
  post,
  now: () => new Date(),
});
