import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Patient } from '../../../localstack/faults/fault.ts';
import { comeAndGo } from '../../../localstack/traps/come-and-go.ts';
import { until } from '../../support/until.ts';

const servers: ReturnType<typeof createServer>[] = [];

/** A checkout that can be held, and an Alertmanager whose alert fires while it is. */
const aShop = async () => {
  const did: string[] = [];
  let held = false;
  const server = createServer(({ method, url = '' }, response) => {
    if (url.startsWith('/internal/hold-transactions')) {
      held = method === 'POST';
      did.push(held ? 'held' : 'let go');
      response.end(JSON.stringify({ ended: true }));
    } else {
      response.end(JSON.stringify(held ? [{ endsAt: '2026-01-02T03:04:05Z' }] : []));
    }
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const patient: Patient = {
    ...{ edgeUrl: '', catalogueUrls: [], ordersUrls: [], loadUrl: '', acquirerUrl: '', acquirerParameter: '' },
    ...{ paymentsFunction: '', paymentsAlias: '', fulfilmentFunction: '', pageSizeParameter: '' },
    checkoutUrls: [url],
    alertmanagerUrl: url,
  };
  return { patient, did };
};

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

describe('a trap that comes and goes', () => {
  it('lets go when its alert fires, and comes again only after that has resolved', async () => {
    const { patient, did } = await aShop();

    await comeAndGo(patient, { name: 'flapper', times: 2, restMillis: 0 }).inject();

    await until('it has come and gone twice', 10, async () => (did.length === 4 ? true : undefined));
    expect(did).toEqual(['held', 'let go', 'held', 'let go']);
  });
});
