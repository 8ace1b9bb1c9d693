import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type * as z from 'zod';
import { ContractViolation } from '../../core/domain/errors.ts';
import type { Clock } from '../../core/ports/clock.ts';
import { calling } from '../failures.ts';

const FRESH_MS = 30_000;
/** However often something is not found, the secret is not read more often than this. */
const REST_MS = 1_000;

/** A secret that holds JSON. Its value is never logged, nor part of an error. */
export interface JsonSecret<T> {
  /** The value, at most 30 seconds old. */
  current(): Promise<T>;
  /** What `pick` finds. When it finds nothing the secret is read again, once: it may just have been rotated. */
  find<R>(pick: (value: T) => R | undefined): Promise<R | undefined>;
}

/** One secret of Secrets Manager, parsed with the caller's schema and cached in this process. */
export const jsonSecret = <S extends z.ZodType>(
  client: SecretsManagerClient,
  arn: string,
  schema: S,
  clock: Clock,
): JsonSecret<z.output<S>> => {
  let cached: { readonly at: number; readonly value: Promise<z.output<S>> } | undefined;

  const notOlderThan = (age: number): Promise<z.output<S>> => {
    const now = clock().getTime();
    if (cached !== undefined && now - cached.at < age) return cached.value;
    const reading = { at: now, value: read(client, arn, schema) };
    cached = reading;
    // A failure is told to those who wait for it, and forgotten.
    reading.value.catch(() => {
      if (cached === reading) cached = undefined;
    });
    return reading.value;
  };

  return {
    current: () => notOlderThan(FRESH_MS),
    find: async (pick) => pick(await notOlderThan(FRESH_MS)) ?? pick(await notOlderThan(REST_MS)),
  };
};

const read = async <S extends z.ZodType>(
  client: SecretsManagerClient,
  arn: string,
  schema: S,
): Promise<z.output<S>> => {
  const { SecretString } = await calling('secrets manager', () =>
    client.send(new GetSecretValueCommand({ SecretId: arn })),
  );
  const parsed = schema.safeParse(json(SecretString ?? '', arn));
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map(({ path, code }) => `${path.join('.') || 'secret'}: ${code}`);
  throw new ContractViolation(`secret ${arn} has another shape than agreed: ${places.join('; ')}`, {
    remedy: 'correct the secret',
  });
};

const json = (text: string, arn: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message would quote the secret.
    throw new ContractViolation(`secret ${arn} holds no JSON`, { remedy: 'correct the secret' });
  }
};
