import { createServer, type Server } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { choosePorts, PORT_NAMES, type PortName, type Ports, PREFERRED } from '../../../localstack/ports.ts';

const listen = async (port = 0): Promise<Server> => {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.close();
  });
  return server;
};

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

/** Ports that are free now, to prefer; the usual ones may be in use while tests run. */
const freePorts = async (): Promise<Ports> => {
  const { ports, release } = await choosePorts(allTheSame(0));
  release();
  return ports;
};

const allTheSame = (port: number): Ports => {
  const ports: Record<PortName, number> = { ...PREFERRED };
  for (const name of PORT_NAMES) ports[name] = port;
  return ports;
};

describe('the ports of a stack', () => {
  it('are the preferred ones while these are free', async () => {
    const preferred = await freePorts();

    const { ports, release } = await choosePorts(preferred);
    release();

    expect(ports).toEqual(preferred);
  });

  it('are other free ones where somebody listens already', async () => {
    const preferred = await freePorts();
    const taken = await listen(preferred.prometheus);

    const { ports, release } = await choosePorts(preferred);
    release();

    expect(ports.prometheus).not.toBe(portOf(taken));
    expect({ ...ports, prometheus: 0 }).toEqual({ ...preferred, prometheus: 0 });
    await listen(ports.prometheus);
  });

  it('are nine different ones even when all prefer the same', async () => {
    const { emulator } = await freePorts();

    const { ports, release } = await choosePorts(allTheSame(emulator));
    release();

    expect(new Set(Object.values(ports)).size).toBe(PORT_NAMES.length);
  });

  it('are not given to a second stack while the first has yet to listen', async () => {
    const preferred = await freePorts();
    const first = await choosePorts(preferred);

    const second = await choosePorts(preferred);
    first.release();
    second.release();

    const both = new Set([...Object.values(first.ports), ...Object.values(second.ports)]);
    expect(both.size).toBe(2 * PORT_NAMES.length);
  });
});
