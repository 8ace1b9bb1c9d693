import type { Concurrency } from '../../../functions/core/ports/concurrency.ts';

export interface InMemoryConcurrency extends Concurrency {
  /** What is reserved, by the name of the function. */
  readonly functions: Map<string, number>;
}

export const inMemoryConcurrency = (): InMemoryConcurrency => {
  const functions = new Map<string, number>();
  return { functions, reserved: async (functionName) => functions.get(functionName) };
};
