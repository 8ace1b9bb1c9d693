import { ContractViolation } from '../../../functions/core/domain/errors.ts';
import type { ParameterValue } from '../../../functions/core/domain/parameter.ts';
import type { Instant } from '../../../functions/core/domain/time.ts';
import type { Parameters } from '../../../functions/core/ports/parameters.ts';

export interface InMemoryParameters extends Parameters {
  readonly secrets: Set<string>;
  /** Gives a parameter a value at a moment; the first one makes it. */
  set(name: string, value: string, changedAt: Instant): void;
}

export const inMemoryParameters = (): InMemoryParameters => {
  const histories = new Map<string, readonly ParameterValue[]>();
  const secrets = new Set<string>();
  return {
    secrets,
    set: (name, value, changedAt) => {
      const before = histories.get(name) ?? [];
      histories.set(name, [...before, { value, version: before.length + 1, changedAt }]);
    },
    history: async (name) => {
      if (secrets.has(name)) throw new ContractViolation(`${name} is a secret; its values are not read`);
      const history = histories.get(name);
      if (history === undefined) throw new ContractViolation(`there is no parameter ${name}`);
      return history;
    },
  };
};
