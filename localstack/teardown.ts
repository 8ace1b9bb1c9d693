import { existsSync, rmSync } from 'node:fs';
import { pathsOf } from './home.ts';
import { removePlace } from './postgres/place.ts';
import { stopAll } from './processes.ts';

/** Whether anything of a stack is in the home, whole or not. */
export const hasState = (home: string): boolean => {
  const paths = pathsOf(home);
  return [paths.run, paths.outputs, paths.context, paths.emulator, paths.postgres].some((path) => existsSync(path));
};

/** Ends every process of the home and removes what they kept; only the logs stay. Answers how many processes it ended. */
export const tearDown = async (home: string): Promise<number> => {
  const paths = pathsOf(home);
  // The outputs go first: nobody shall find a stack that is about to end.
  for (const file of [paths.outputs, paths.context]) rmSync(file, { force: true });
  const stopped = await stopAll(home);
  removePlace(home);
  for (const folder of [
    paths.emulator,
    paths.prometheus,
    paths.alertmanager,
    paths.storefront,
    paths.jira,
    paths.slack,
    paths.teams,
    paths.assembly,
  ]) {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
  return stopped;
};
