import { expect } from 'vitest';
import { healWholly } from '../../localstack/as-new/heal-wholly.ts';
import type { TestOutputs } from './outputs.ts';
import { proves } from './scenario.ts';

/** What must be true after every story: no law is broken, and once it is healed the shop is as before anybody hurt it. */
export const endsWell = async (outputs: TestOutputs): Promise<void> => {
  await proves(outputs);
  const { left } = await healWholly(outputs);
  expect(left).toEqual([]);
};
