import { ContractViolation, DependencyUnavailable } from '../../core/domain/errors.ts';
import type { Policy } from '../../core/domain/policy.ts';
import type { PolicySource } from '../../core/ports/policy-source.ts';
import { getItem } from './get-items.ts';
import { policyFrom, policyItems } from './items/policy.ts';
import { CURRENT_POLICY } from './keys.ts';
import type { Table } from './table.ts';
import { put, transact } from './transact.ts';

/** The policy in force, strongly read each time: it is one small item, and the gate compares its digest. */
export const dynamoPolicySource = (table: Table): PolicySource => ({
  current: async () => {
    const item = await getItem(table, CURRENT_POLICY);
    if (item !== undefined) return policyFrom(item);
    throw new ContractViolation('no policy is stored', { remedy: 'deploy again; the deployment writes the policy' });
  },
});

/** Puts a policy in force, and keeps it as a version. */
export const installPolicy = async (table: Table, policy: Policy): Promise<void> => {
  const items = policyItems(policy);
  const contended = await transact(
    table,
    items.map((item) => put('policy', item)),
  );
  if (contended.length > 0) throw new DependencyUnavailable('dynamodb', 'another policy is being stored');
};
