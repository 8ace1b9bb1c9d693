import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout that this file belongs to. */
export const CHECKOUT = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

/** Downloads that every stack of this checkout shares. */
export const TOOLS = join(CHECKOUT, '.tools');

/** Where the programs of node_modules lie, Node 24 among them. */
export const BIN = join(CHECKOUT, 'node_modules', '.bin');

/** The folder with the state of one running stack: SELFRIGHT_HOME, else `.local` of the checkout. */
export const homeOf = (env: NodeJS.ProcessEnv = process.env): string =>
  resolve(env['SELFRIGHT_HOME'] ?? join(CHECKOUT, '.local'));

/** Every path inside a home. */
export const pathsOf = (home: string) => ({
  run: join(home, 'run'),
  logs: join(home, 'logs'),
  owner: join(home, 'owner.json'),
  context: join(home, 'context.json'),
  outputs: join(home, 'outputs.json'),
  emulator: join(home, 'emulator'),
  postgres: join(home, 'postgres'),
  prometheus: join(home, 'prometheus'),
  alertmanager: join(home, 'alertmanager'),
  storefront: join(home, 'storefront'),
  jira: join(home, 'jira'),
  slack: join(home, 'slack'),
  teams: join(home, 'teams'),
  assembly: join(home, 'cdk.out'),
});
