import { ContractViolation } from '../domain/errors.ts';
import type { Policy } from '../domain/policy.ts';
import type { PolicySource } from '../ports/policy-source.ts';

/** The policy in force; undefined where none is stored that can be read, for those who lose nothing by going on without. */
export const policyIfAny = async (policies: PolicySource): Promise<Policy | undefined> => {
  try {
    return await policies.current();
  } catch (error) {
    if (error instanceof ContractViolation) return undefined;
    throw error;
  }
};
