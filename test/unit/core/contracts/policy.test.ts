import { describe, expect, it } from 'vitest';
import { PolicySchema } from '../../../../functions/core/contracts/policy.ts';
import policyFor from '../../../../selfright.config.ts';
import { aPolicy } from '../../../support/builders.ts';

const problemsOf = (input: unknown) =>
  (PolicySchema.safeParse(input).error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);

const SITE = {
  alertmanagerUrls: ['http://127.0.0.1:9093'],
  storefrontUrl: 'http://127.0.0.1:8080',
  catalogueUrl: 'http://127.0.0.1:8081',
  checkoutUrls: ['http://127.0.0.1:8082', 'http://127.0.0.1:8083'],
  ordersUrl: 'http://127.0.0.1:8084',
  acquirerUrl: 'http://127.0.0.1:8085',
  storefrontTlsUrl: 'https://127.0.0.1:8443',
};

describe('the policy as a person writes it', () => {
  it.each(['quick', 'reference'] as const)('is valid as it comes with the project, for %s', (profile) => {
    expect(problemsOf(policyFor({ ...SITE, profile }))).toEqual([]);
  });

  it('is observe for a service of which nothing else is said', () => {
    expect(PolicySchema.parse({ services: { shop: {} } }).services['shop']).toEqual({ mode: 'observe', calls: [] });
  });

  it('is what the builder of these tests builds', () => {
    const { digest: _, ...policy } = aPolicy();

    expect(PolicySchema.parse(policy)).toEqual(policy);
  });

  it.each([
    ['a mode that is none', { services: { shop: { mode: 'always' } } }, 'services.shop.mode'],
    ['a misspelt member', { services: { shop: { mod: 'auto' } } }, 'services.shop'],
    ['a member that does not exist', { services: {}, limits: {} }, ''],
    ['a name that is no kebab-case word', { services: { 'Shop 1': {} } }, 'services.Shop 1'],
    [
      'an address that is no web address',
      { services: { shop: { probeUrl: 'file:///etc/passwd' } } },
      'services.shop.probeUrl',
    ],
    ['a time of no length', { services: {}, timings: { hold: 0 } }, 'timings.hold'],
    ['a time without end', { services: {}, timings: { giveUp: Number.POSITIVE_INFINITY } }, 'timings.giveUp'],
    ['a confidence that a coin would have', { services: {}, minimumConfidence: 0.4 }, 'minimumConfidence'],
    [
      'a quarantine that is a trouble at its first body',
      { services: {}, quarantine: { incidentAfter: 1 } },
      'quarantine.incidentAfter',
    ],
    ['a callee that is not described', { services: { shop: { calls: ['payment'] } } }, 'services.shop.calls.0'],
  ])('is refused with %s', (_, input, where) => {
    expect(problemsOf(input)).toEqual([expect.stringContaining(`${where}: `)]);
  });

  it('is refused when the sessions of one service would be taken for those of another', () => {
    const services = {
      checkout: { applicationNamePrefix: 'checkout-' },
      'checkout-api': { applicationNamePrefix: 'checkout-api-' },
    };

    expect(problemsOf({ services })).toEqual([
      'services.checkout.applicationNamePrefix: checkout- would also select the sessions of checkout-api',
    ]);
  });

  it('is refused when two services share a prefix', () => {
    const shared = { applicationNamePrefix: 'app-' };

    expect(problemsOf({ services: { one: shared, two: shared } })).toHaveLength(2);
  });
});
