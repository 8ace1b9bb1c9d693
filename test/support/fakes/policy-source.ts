import { ContractViolation } from '../../../functions/core/domain/errors.ts';
import type { PolicySource } from '../../../functions/core/ports/policy-source.ts';
import type { Memory } from './memory.ts';

/** The policy that the memory holds; none is an exception, as in the table. */
export const inMemoryPolicySource = (memory: Memory): PolicySource => ({
  current: async () => {
    if (memory.policy === undefined) throw new ContractViolation('no policy is stored');
    return memory.policy;
  },
});
