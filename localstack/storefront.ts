import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { awsEnvOf } from './emulator.ts';
import { BIN, CHECKOUT, pathsOf } from './home.ts';
import type { PortName, Ports } from './ports.ts';
import { answers, type ProcessRecord, plainEnv, startProcess, untilHealthy } from './processes.ts';
import type { Profile } from './profile.ts';
import { STOREFRONT, type StorefrontProcess, THREADS } from './storefront/processes.ts';

/** What the shop runs on. */
export interface StorefrontNeeds {
  readonly ports: Ports;
  readonly endpointUrl: string;
  /** Database address for the role `storefront`. */
  readonly databaseUrl: string;
  /** What calls of administrators are signed with. */
  readonly adminKey: string;
  /** How patient the monitoring is: what must be seen before it is too late takes as long. */
  readonly profile: Profile;
}

/** One running process of the shop, as the outputs name it. */
export interface StorefrontInstance {
  readonly service: string;
  readonly url: string;
  readonly pid: number;
}

const KEEP_RUNNING = join(CHECKOUT, 'localstack', 'storefront', 'keep-running.sh');
/** A leak of these fills the heap within a minute, or within six: in either case longer than its rule takes to fire. */
const PAGE_BYTES: Readonly<Record<Profile, number>> = { quick: 96 * 1024, reference: 12 * 1024 };
/** The unit in which a shell limits files. */
const BLOCK_BYTES = 512;

/** The payments Lambda that the drill stack makes, and the alias that checkout calls. */
export const PAYMENTS = { functionName: 'storefront-payments', alias: 'live' } as const;

/** The queue that the orders put their manifests into, the Lambda that takes them from there, and the queue for what it cannot take. */
export const FULFILMENT = {
  functionName: 'storefront-fulfilment',
  queue: 'storefront-orders.fifo',
  deadLetters: 'storefront-orders-dead.fifo',
} as const;

/** The parameter that says how many products the catalogue lists. */
export const PAGE_SIZE_PARAMETER = '/storefront/catalogue/page-size';

/** The parameter that says which house of the bank payments asks. */
export const ACQUIRER_PARAMETER = '/storefront/payments/acquirer';

/** Bundled, a process starts quicker and is smaller than with whole packages; by a process of its own, since two stacks may start at once. */
const bundle = (outdir: string): void => {
  const entries = [...new Set(STOREFRONT.map(({ entry }) => entry)), ...THREADS];
  buildSync({
    entryPoints: entries.map((entry) => join(CHECKOUT, 'localstack', 'storefront', entry)),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    external: ['pg-native'],
    banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
    logLevel: 'silent',
  });
};

const isPortName = (instance: string, ports: Ports): instance is PortName => instance in ports;

const portOf = (ports: Ports, instance: string): number => (isPortName(instance, ports) ? ports[instance] : 0);

const urlOf = (ports: Ports, instance: string): string => `http://127.0.0.1:${portOf(ports, instance)}`;

const urlsOf = (ports: Ports, service: string): string =>
  STOREFRONT.filter((process) => process.service === service)
    .map(({ instance }) => urlOf(ports, instance))
    .join(',');

const environment = (
  process: StorefrontProcess,
  needs: StorefrontNeeds,
  folder: string,
): Readonly<Record<string, string>> => ({
  ...awsEnvOf(needs.endpointUrl),
  SERVICE: process.service,
  INSTANCE: process.instance,
  PORT: String(portOf(needs.ports, process.instance)),
  DATABASE_URL: needs.databaseUrl,
  EDGE_URL: urlsOf(needs.ports, 'edge'),
  CATALOGUE_URLS: urlsOf(needs.ports, 'catalogue'),
  CHECKOUT_URLS: urlsOf(needs.ports, 'checkout'),
  ORDERS_URLS: urlsOf(needs.ports, 'orders'),
  ACQUIRER_URL: urlOf(needs.ports, 'acquirer-1'),
  LOAD_URL: urlOf(needs.ports, 'load-1'),
  TLS_PORT: String(needs.ports['edge-tls']),
  EDGE_TLS_URL: `https://127.0.0.1:${needs.ports['edge-tls']}`,
  ADMIN_KEY: needs.adminKey,
  DATA_FOLDER: join(folder, 'data', process.instance),
  FULFILMENT_FUNCTION: FULFILMENT.functionName,
  MANIFESTS_QUEUE: FULFILMENT.queue,
  DEAD_LETTERS_QUEUE: FULFILMENT.deadLetters,
  ALERTMANAGER_URL: `http://127.0.0.1:${needs.ports.alertmanager}`,
  PAGE_SIZE_PARAMETER,
  PAGE_BYTES: String(PAGE_BYTES[needs.profile]),
  ACQUIRER_PARAMETER,
  PAYMENTS_FUNCTION: PAYMENTS.functionName,
  PAYMENTS_ALIAS: PAYMENTS.alias,
  APP_VERSION: '1',
  NODE_OPTIONS: '',
  NODE_ENV: 'production',
});

/** Starts every process of the storefront and its load, and waits until the shop is open. */
export const startStorefront = async (
  home: string,
  needs: StorefrontNeeds,
): Promise<Readonly<Record<string, StorefrontInstance>>> => {
  const folder = pathsOf(home).storefront;
  rmSync(join(folder, 'data'), { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  bundle(folder);
  const instances: Record<string, StorefrontInstance> = {};
  let edge: ProcessRecord | undefined;
  for (const process of STOREFRONT) {
    const record = startProcess(home, {
      name: process.instance,
      command: '/bin/sh',
      args: [
        KEEP_RUNNING,
        process.largestFile === undefined ? 'unlimited' : String(process.largestFile / BLOCK_BYTES),
        ...[join(BIN, 'node'), ...process.nodeFlags, join(folder, process.entry.replace(/\.ts$/, '.mjs'))],
      ],
      cwd: folder,
      env: plainEnv(environment(process, needs, folder)),
    });
    if (process.service === 'edge') edge = record;
    if (!isPortName(process.instance, needs.ports)) continue;
    instances[process.instance] = {
      service: process.service,
      url: urlOf(needs.ports, process.instance),
      pid: record.pid,
    };
  }
  if (edge === undefined) throw new Error('the storefront has no edge');
  await untilHealthy(home, edge, () => answers(`${urlsOf(needs.ports, 'edge')}/health`));
  return instances;
};
