import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { CHECKOUT } from '../../localstack/home.ts';
import { up } from '../../localstack/stack.ts';
import { untilBaselineOf } from '../../localstack/start/baseline.ts';
import { TestOutputs } from './outputs.ts';
import { startScriptedBedrock } from './scripted-bedrock.ts';

/** A whole stack of its own for each worker that runs stories, gone with the test run however that ends. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  // Elsewhere no model looks at anything, as in production.
  const bedrock = project.config.name === 'faults' ? await startScriptedBedrock() : undefined;
  project.provide('modelRunsUrl', bedrock?.runsUrl);
  const raise = async (_: unknown, index: number) => {
    const home = join(CHECKOUT, '.local', `test-stack-${process.pid}-${index + 1}`);
    const stack = await up({ home, limits: 'wide', bedrockUrl: bedrock?.url, attached: true, what: 'npm test' });
    await untilBaselineOf(home, stack.outputs, () => undefined);
    return stack;
  };
  const stacks = await Promise.all(Array.from({ length: project.config.maxWorkers }, raise));
  project.provide(
    'stacks',
    stacks.map(({ outputs }) => TestOutputs.parse(outputs)),
  );
  return async () => {
    await Promise.all(stacks.map((stack) => stack.down()));
    await bedrock?.close();
  };
};
