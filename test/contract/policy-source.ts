import { expect, it } from 'vitest';
import type { Policy } from '../../functions/core/domain/policy.ts';
import type { PolicySource } from '../../functions/core/ports/policy-source.ts';
import { aPolicy } from '../support/builders.ts';

export interface PolicySubject {
  readonly source: PolicySource;
  readonly install: (policy: Policy) => Promise<void>;
}

/** What every policy source promises. */
export const policySourceContract = (make: () => Promise<PolicySubject> | PolicySubject): void => {
  it('gives the policy that was installed last', async () => {
    const { source, install } = await make();
    await install(aPolicy());
    const next = aPolicy({ digest: 'n'.repeat(64), minimumConfidence: 0.9 });

    await install(next);

    expect(await source.current()).toEqual(next);
  });

  it('fails when no policy is stored, rather than giving an empty one', async () => {
    const { source } = await make();

    const current = source.current();

    await expect(current).rejects.toMatchObject({ name: 'ContractViolation' });
  });
};
