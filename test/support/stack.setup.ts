import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { CHECKOUT } from '../../localstack/home.ts';
import { up } from '../../localstack/stack.ts';
import { untilBaselineOf } from '../../localstack/start/baseline.ts';
import { TestOutputs } from './outputs.ts';

/** A whole stack of its own for the stories, gone with the test run however that ends. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const home = join(CHECKOUT, '.local', `test-stack-${process.pid}`);
  const stack = await up({ home, attached: true, what: 'npm test' });
  await untilBaselineOf(home, stack.outputs, () => undefined);
  project.provide('outputs', TestOutputs.parse(stack.outputs));
  return () => stack.down();
};
