import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { RUNBOOKS } from '../../../functions/core/runbooks/index.ts';
import { healFaults, injectFault, knownFaults } from '../../../localstack/storefront-control.ts';

/** A storefront that answers everything with this, and remembers what was asked. */
const storefront = async (status: number, body: unknown) => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, asked };
};

describe('hurting and healing the storefront', () => {
  it('asks for the fault by its name and tells when it was injected', async () => {
    const { url, asked } = await storefront(202, { fault: 'api-503', injectedAt: '2026-01-02T03:04:05.678Z' });

    const injected = await injectFault(url, 'api-503');

    expect(asked).toEqual(['POST /trigger/api-503']);
    expect(injected.injectedAt).toBe('2026-01-02T03:04:05.678Z');
  });

  it('refuses an unknown fault with the names of those that there are', async () => {
    const { url } = await storefront(404, { type: 'about:blank', title: 'Not Found', detail: 'no fault flood' });

    const injecting = injectFault(url, 'flood');

    await expect(injecting).rejects.toMatchObject({
      message: expect.stringContaining('no fault flood'),
      remedy: `name one of: ${knownFaults().join(', ')}`,
    });
  });

  it('knows the faults by their runbooks, and nothing beside them', () => {
    expect(knownFaults()).toEqual(RUNBOOKS.map(({ fault }) => fault).toSorted());
  });

  it('fails with advice when nobody answers', async () => {
    const healing = healFaults('http://127.0.0.1:1');

    await expect(healing).rejects.toMatchObject({ remedy: expect.stringContaining('npm run up') });
  });

  it('tells what was healed', async () => {
    const { url } = await storefront(200, { healed: ['database-timeout'] });

    const healed = await healFaults(url);

    expect(healed).toEqual(['database-timeout']);
  });
});
