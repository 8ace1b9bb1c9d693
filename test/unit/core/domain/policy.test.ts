import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Policy, type ServicePolicy, scopesFor } from '../../../../functions/core/domain/policy.ts';
import { aPolicy } from '../../../support/builders.ts';

const service = (part: Partial<ServicePolicy> = {}): ServicePolicy => ({ mode: 'auto', calls: [], ...part });
const named = (services: Policy['services']): Policy => aPolicy({ services });

describe('the scopes that a runbook is considered for', () => {
  it('lie at the alerting service and below it', () => {
    expect(scopesFor(aPolicy(), 'postgres', ['edge'])).toEqual([
      { service: 'catalogue', dependency: 'database' },
      { service: 'checkout', dependency: 'database' },
    ]);
  });

  it('leave out what lies beside or above it', () => {
    expect(scopesFor(aPolicy(), 'postgres', ['orders'])).toEqual([{ service: 'orders', dependency: 'database' }]);
    expect(scopesFor(aPolicy(), 'lambda', ['catalogue'])).toEqual([]);
  });

  it('lie below each of several services in trouble, each once', () => {
    expect(scopesFor(aPolicy(), 'postgres', ['orders', 'edge', undefined, 'unheard-of', 'checkout'])).toEqual([
      { service: 'catalogue', dependency: 'database' },
      { service: 'checkout', dependency: 'database' },
      { service: 'orders', dependency: 'database' },
    ]);
  });

  it('lie right above a dependency that is in trouble itself', () => {
    expect(scopesFor(aPolicy(), 'lambda', ['payments'])).toEqual([{ service: 'checkout', dependency: 'payments' }]);
    expect(scopesFor(aPolicy(), 'postgres', ['payments'])).toEqual([]);
  });

  it.each([undefined, 'unheard-of', '', 'constructor', '__proto__', 'toString'])(
    'are all there are when the alert names the service %s',
    (from) => {
      expect(scopesFor(aPolicy(), 'lambda', [from])).toEqual([{ service: 'checkout', dependency: 'payments' }]);
      expect(scopesFor(aPolicy(), 'postgres', [from])).toHaveLength(3);
    },
  );

  it('come to an end where services call in a circle', () => {
    const policy = named({
      a: service({ calls: ['b'] }),
      b: service({ calls: ['c', 'b'] }),
      c: service({ calls: ['a', 'db'] }),
      db: service({ postgres: { connection: 'db' } }),
    });

    expect(scopesFor(policy, 'postgres', ['a'])).toEqual([{ service: 'c', dependency: 'db' }]);
  });

  it('know nothing of a callee that is not described, whatever it is called', () => {
    const policy = named({ a: service({ calls: ['ghost', 'constructor', '__proto__', 'hasOwnProperty'] }) });

    expect(scopesFor(policy, 'postgres', ['a'])).toEqual([]);
  });

  it('keep apart a service that is called like a built-in name', () => {
    const policy = named({
      constructor: service({ calls: ['db'] }),
      db: service({ postgres: { connection: 'db' } }),
    });

    expect(scopesFor(policy, 'postgres', ['constructor'])).toEqual([{ service: 'constructor', dependency: 'db' }]);
  });

  it('name only described services that call described dependencies of the asked kind, in any topology', () => {
    const names = ['a', 'b', 'c', 'd', 'ghost', '__proto__'];
    const anyPolicy = fc.dictionary(
      fc.constantFrom('a', 'b', 'c', 'd'),
      fc.record({
        mode: fc.constant('auto' as const),
        calls: fc.subarray(names),
        postgres: fc.option(fc.constant({ connection: 'db' }), { nil: undefined }),
      }),
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(anyPolicy, fc.option(fc.constantFrom(...names), { nil: undefined }), (services, from) => {
        for (const scope of scopesFor(named(services), 'postgres', [from])) {
          expect(services[scope.service]?.calls).toContain(scope.dependency);
          expect(services[scope.dependency]?.postgres).toBeDefined();
        }
      }),
    );
  });
});
