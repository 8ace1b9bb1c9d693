import { describe, expect, it } from 'vitest';
import type { Fault, Patient } from '../../../localstack/faults/fault.ts';
import { faultNamed, makeFaults } from '../../../localstack/faults/index.ts';
import { controlRoutes } from '../../../localstack/storefront/control.ts';
import { makeLog } from '../../../localstack/storefront/log.ts';
import { matchRoute } from '../../../localstack/storefront/routes.ts';

const patient: Patient = {
  edgeUrl: '',
  catalogueUrls: [],
  checkoutUrls: [],
  ordersUrls: [],
  loadUrl: '',
  acquirerUrl: '',
  acquirerParameter: '',
  paymentsFunction: '',
  paymentsAlias: '',
  fulfilmentFunction: '',
  pageSizeParameter: '',
  alertmanagerUrl: '',
};

/** A fault that is either there or not, and tells what was done to it. */
const aFault = (name: string, failsToHeal = false) => {
  const state = { injected: 0 };
  const fault: Fault = {
    name,
    inject: async () => {
      state.injected += 1;
    },
    heal: async () => {
      if (failsToHeal) throw new Error('nobody answers');
      const was = state.injected > 0;
      state.injected = 0;
      return was;
    },
  };
  return { fault, state };
};

const ask = async (faults: readonly Fault[], url: string) => {
  const silent = makeLog({}, () => undefined);
  const match = matchRoute(controlRoutes(faults, silent), 'POST', url);
  if (match.outcome !== 'matched') throw new Error(`no route ${url}`);
  return match.route.handle({ params: match.params, url, body: '', header: () => undefined });
};

describe('hurting and healing the storefront', () => {
  it.each(['database-timeout', 'database_timeout', 'api-503', 'api_503'])('knows the fault %s', (name) => {
    const fault = faultNamed(makeFaults(patient), name);

    expect(fault?.name).toBe(name.replace('_', '-'));
  });

  it('answers when a fault was injected', async () => {
    const { fault, state } = aFault('disk-full');

    const answer = await ask([fault], '/trigger/disk_full');

    expect(answer).toMatchObject({ status: 202, body: { fault: 'disk-full', injectedAt: expect.any(String) } });
    expect(state.injected).toBe(1);
  });

  it('refuses a fault that it does not know, and names those that it knows', async () => {
    const answer = await ask([aFault('disk-full').fault, aFault('api-503').fault], '/trigger/flood');

    expect(answer).toMatchObject({
      status: 404,
      body: { detail: 'fault: no fault flood; there are disk-full, api-503' },
    });
  });

  it('heals what was injected, and has nothing to do the second time', async () => {
    const hurt = aFault('disk-full');
    const well = aFault('api-503');
    const faults = [hurt.fault, well.fault];
    await ask(faults, '/trigger/disk-full');

    const first = await ask(faults, '/heal');
    const second = await ask(faults, '/heal');

    expect(first).toEqual({ status: 200, body: { healed: ['disk-full'] } });
    expect(second).toEqual({ status: 200, body: { healed: [] } });
  });

  it('heals the others when one cannot be healed, and says which one is left', async () => {
    const stuck = aFault('disk-full', true);
    const hurt = aFault('api-503');
    await hurt.fault.inject();

    const answer = await ask([stuck.fault, hurt.fault], '/heal');

    expect(answer).toMatchObject({ status: 503, body: { detail: 'disk-full is not healed: nobody answers' } });
    expect(hurt.state.injected).toBe(0);
  });
});
