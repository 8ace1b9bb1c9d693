import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { Connections, connectionsIn } from '../../../functions/adapters/secrets/connections.ts';
import { jsonSecret } from '../../../functions/adapters/secrets/json-secret.ts';
import { fixedClock } from '../../support/fakes/clock.ts';

/** A secret whose text a test can change, with how often it was read. */
const aSecret = (text: string) => {
  const client = new SecretsManagerClient({ region: 'us-east-1' });
  const answers = mockClient(client);
  const holds = (next: string) => answers.on(GetSecretValueCommand).resolves({ SecretString: next });
  holds(text);
  const clock = fixedClock();
  return {
    secret: jsonSecret(client, 'arn:secret', Connections, clock),
    clock,
    holds,
    fails: (error: Error) => answers.on(GetSecretValueCommand).rejects(error),
    reads: () => answers.commandCalls(GetSecretValueCommand).length,
  };
};

describe('a secret', () => {
  it('is read once by all who ask at the same moment, and again after thirty seconds', async () => {
    const { secret, clock, holds, reads } = aSecret('{"database": "one"}');
    await Promise.all([secret.current(), secret.current()]);
    holds('{"database": "two"}');
    clock.advance(29);
    const before = await secret.current();
    clock.advance(1);

    const after = await secret.current();

    expect([before, after]).toEqual([{ database: 'one' }, { database: 'two' }]);
    expect(reads()).toBe(2);
  });

  it('is read again when something is not found in it', async () => {
    const { secret, clock, holds } = aSecret('{"database": "one"}');
    await secret.current();
    holds('{"database": "one", "orders": "new"}');
    clock.advance(2);

    const found = await connectionsIn(secret)('orders');

    expect(found).toBe('new');
  });

  it('is not read again and again for something that it does not hold', async () => {
    const { secret, reads } = aSecret('{"database": "one"}');

    const found = await Promise.allSettled(Array.from({ length: 20 }, () => connectionsIn(secret)('orders')));

    expect(found.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 'rejected'));
    expect(reads()).toBe(1);
  });

  it('does not find what every object has', async () => {
    const { secret } = aSecret('{"database": "one"}');

    const found = connectionsIn(secret)('constructor');

    await expect(found).rejects.toMatchObject({ name: 'ContractViolation' });
  });

  it('is asked for again after it could not be read', async () => {
    const { secret, holds, fails } = aSecret('{}');
    fails(new Error('connect ECONNREFUSED'));
    const failed = await secret.current().catch((error: unknown) => error);
    holds('{"database": "one"}');

    const value = await secret.current();

    expect(failed).toMatchObject({ name: 'DependencyUnavailable' });
    expect(value).toEqual({ database: 'one' });
  });

  it.each(['{"database": "hidden"', '{"database": {"password": "hidden"}}', '"hidden"'])(
    'fails without telling its content when it holds %j',
    async (text) => {
      const { secret } = aSecret(text);

      const error = await secret.current().catch((met: unknown) => met);

      expect(error).toMatchObject({ name: 'ContractViolation', message: expect.not.stringContaining('hidden') });
      expect(z.object({ cause: z.undefined() }).safeParse(error).success).toBe(true);
    },
  );
});
