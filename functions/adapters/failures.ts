import { ContractViolation, DependencyUnavailable, SelfrightError } from '../core/domain/errors.ts';

const THROTTLED = /throttl|TooManyRequests|ProvisionedThroughput|RequestLimitExceeded|TransactionInProgress/i;

/** Which of our two families an error of an AWS client belongs to: a client fault that is no throttling is never retried. */
export const familyOf = (dependency: string, error: unknown): SelfrightError => {
  if (error instanceof SelfrightError) return error;
  const name = error instanceof Error ? error.name : 'unknown error';
  const says = `${name}: ${error instanceof Error ? error.message : String(error)}`;
  return isClientFault(error) && !THROTTLED.test(name)
    ? new ContractViolation(`${dependency} refuses: ${says}`, { cause: error })
    : new DependencyUnavailable(dependency, says, { cause: error });
};

/** Runs a call of an AWS client and lets only our own errors out. */
export const calling = async <T>(dependency: string, call: () => Promise<T>): Promise<T> => {
  try {
    return await call();
  } catch (error) {
    throw familyOf(dependency, error);
  }
};

const isClientFault = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && '$fault' in error && error.$fault === 'client';
