import type { ParameterValue } from '../domain/parameter.ts';

/** Looks at parameters that say how services work. Unreachable is `DependencyUnavailable`; a secret is never read, and is `ContractViolation`. */
export interface Parameters {
  /** Every value that is known, oldest first; the last one is the current one. */
  history(name: string): Promise<readonly ParameterValue[]>;
}
