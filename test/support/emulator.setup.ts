import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { awsEnvOf } from '../../localstack/emulator.ts';
import { CHECKOUT } from '../../localstack/home.ts';
import { reopen } from '../../localstack/processes.ts';
import { raiseEmulator } from '../../localstack/raise.ts';
import { armReaper } from '../../localstack/reaper.ts';
import { silentDisplay } from '../../localstack/steps.ts';
import { tearDown } from '../../localstack/teardown.ts';

/** A home of its own, so that a stack of the same checkout is not in the way. */
const HOME = join(CHECKOUT, '.local', `test-emulator-${process.pid}`);

/** An emulator and a database for the adapters' exams, gone with the test run however that ends. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  reopen(HOME);
  const reaper = await armReaper(HOME);
  const { endpointUrl, database } = await raiseEmulator(HOME, silentDisplay);
  Object.assign(process.env, awsEnvOf(endpointUrl), { TEST_DATABASE_URL: database.adminUrl });
  project.provide('endpointUrl', endpointUrl);
  project.provide('databaseUrl', database.adminUrl);
  return async () => {
    await tearDown(HOME);
    await reaper.disarm();
  };
};
