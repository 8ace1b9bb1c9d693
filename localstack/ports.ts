import { connect, createServer, type Server } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { tryLock, unlock } from './lock.ts';

/** What listens in a stack. */
export const PORT_NAMES = [
  'emulator',
  'prometheus',
  'alertmanager',
  'postgres',
  'edge-1',
  'catalogue-1',
  'checkout-1',
  'checkout-2',
  'orders-1',
  'acquirer-1',
  'load-1',
  'edge-tls',
  'jira',
  'slack',
  'teams',
] as const;

export type PortName = (typeof PORT_NAMES)[number];
export type Ports = Readonly<Record<PortName, number>>;

/** Where it listens when nobody else does. */
export const PREFERRED: Ports = {
  emulator: 4566,
  prometheus: 9090,
  alertmanager: 9093,
  postgres: 55432,
  'edge-1': 8080,
  'catalogue-1': 8081,
  'checkout-1': 8082,
  'checkout-2': 8083,
  'orders-1': 8084,
  'acquirer-1': 8085,
  'load-1': 8086,
  'edge-tls': 8443,
  jira: 8090,
  slack: 8091,
  teams: 8092,
};

const HOST = '127.0.0.1';

/** Some systems let us bind beside a listener on all addresses, so a connection is tried first. */
const somebodyAnswers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: HOST, port, timeout: 500 });
    const end = (answer: boolean) => () => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
  });

const bind = (port: number): Promise<Server | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ host: HOST, port, exclusive: true }, () => resolve(server));
  });

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

const close = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()));

/** Two stacks that start at the same moment must not both take a port that is free for both. */
const claimFile = (port: number): string => join(tmpdir(), `selfright-ports-${userInfo().uid}`, `${port}.lock`);

const take = async (port: number): Promise<Server | undefined> => {
  if (port !== 0 && (await somebodyAnswers(port))) return undefined;
  const server = await bind(port);
  if (server === undefined) return undefined;
  if (tryLock(claimFile(portOf(server)), 'port')) return server;
  await close(server);
  return undefined;
};

const takeAny = async (): Promise<Server> => {
  for (;;) {
    const server = await take(0);
    if (server !== undefined) return server;
  }
};

/** The chosen ports, claimed until `release` is called or this process ends. */
export interface ChosenPorts {
  readonly ports: Ports;
  /** Call it once the processes listen themselves. */
  release(): void;
}

/** Chooses the preferred port where it is free on loopback, else a free one that the system offers. */
export const choosePorts = async (preferred: Ports = PREFERRED): Promise<ChosenPorts> => {
  const held: Server[] = [];
  const ports: Record<PortName, number> = { ...preferred };
  for (const name of PORT_NAMES) {
    const server = (await take(preferred[name])) ?? (await takeAny());
    held.push(server);
    ports[name] = portOf(server);
  }
  await Promise.all(held.map(close));
  return {
    ports,
    release: () => {
      for (const port of Object.values(ports)) unlock(claimFile(port));
    },
  };
};
