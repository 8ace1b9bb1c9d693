import { inject } from 'vitest';
import type { TestOutputs } from './outputs.ts';

/** The stack of the worker that runs this file: no other story is told on it meanwhile. */
export const ownStack = (): TestOutputs => {
  const worker = process.env['VITEST_POOL_ID'];
  const outputs = inject('stacks')[Number(worker) - 1];
  if (outputs === undefined) throw new Error(`no stack was started for the worker ${worker}`);
  return outputs;
};
