import { describe, expect, it } from 'vitest';
import type { Policy } from '../../../functions/core/domain/policy.ts';
import { makeInstall } from '../../../functions/install/install.ts';

const installing = () => {
  const stored: Policy[] = [];
  const install = makeInstall({
    digest: (text) => `digest of ${text.length} characters`,
    storePolicy: async (policy) => {
      stored.push(policy);
    },
    fillSecrets: async () => ['source secrets'],
  });
  return { install, stored };
};

describe('an installation', () => {
  it('stores the policy with every default filled in, under its digest', async () => {
    const { install, stored } = installing();

    const result = await install('{"services":{"checkout":{"mode":"auto"}}}');

    expect(stored).toHaveLength(1);
    expect(stored[0]).toMatchObject({ digest: result.digest, services: { checkout: { mode: 'auto', calls: [] } } });
    expect(stored[0]?.timings.hold).toBe(60);
    expect(result.filled).toEqual(['source secrets']);
  });

  it('gives a policy the same digest in whatever order it is written', async () => {
    const { install } = installing();

    const one = await install('{"services":{},"minimumConfidence":0.9}');
    const other = await install('{"minimumConfidence":0.9,"services":{}}');

    expect(one.digest).toBe(other.digest);
  });

  it.each([
    ['a mode that does not exist', '{"services":{"checkout":{"mode":"yolo"}}}'],
    ['a member that nobody reads', '{"services":{},"serivces":{}}'],
    ['something that is no policy', '[]'],
  ])('refuses %s and stores nothing', async (_what, text) => {
    const { install, stored } = installing();

    await expect(install(text)).rejects.toThrow('policy:');

    expect(stored).toEqual([]);
  });
});
