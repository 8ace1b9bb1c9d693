// One file for all suites about the stacks: loading CDK and the first synthesis cost seconds in each process that does it.
import { afterAll, beforeAll, vi } from 'vitest';
import { forgetSyntheses, theStacks } from '../../support/synthesized.ts';
import './alarms.suite.ts';
import './api.suite.ts';
import './connector-roles.suite.ts';
import './drill-stack.suite.ts';
import './grants.suite.ts';
import './investigator.suite.ts';
import './item-families.suite.ts';
import './response-stack.suite.ts';
import './rules.suite.ts';
import './sign-in.suite.ts';
import './state-stack.suite.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

beforeAll(() => {
  theStacks();
});

afterAll(forgetSyntheses);
