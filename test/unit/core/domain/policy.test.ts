import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Policy } from '../../../../functions/core/domain/policy.ts';
import { scopesFor } from '../../../../functions/core/domain/scopes.ts';
import type { ServicePolicy } from '../../../../functions/core/domain/service-policy.ts';
import { aPolicy } from '../../../support/builders.ts';

const DATABASES = { dependency: 'postgres', sitsIn: 'callee' } as const;
const FUNCTIONS = { dependency: 'lambda', sitsIn: 'callee' } as const;

const service = (part: Partial<ServicePolicy> = {}): ServicePolicy => ({ mode: 'auto', calls: [], ...part });
const named = (services: Policy['services']): Policy => aPolicy({ services });

describe('the scopes that a runbook is considered for', () => {
  it('lie at the alerting service and below it', () => {
    expect(scopesFor(aPolicy(), DATABASES, ['edge'])).toEqual([
      { service: 'catalogue', dependency: 'database' },
      { service: 'checkout', dependency: 'database' },
    ]);
  });

  it('leave out what lies beside or above it', () => {
    expect(scopesFor(aPolicy(), DATABASES, ['orders'])).toEqual([{ service: 'orders', dependency: 'database' }]);
    expect(scopesFor(aPolicy(), FUNCTIONS, ['catalogue'])).toEqual([]);
  });

  it('lie below each of several services in trouble, each once', () => {
    expect(scopesFor(aPolicy(), DATABASES, ['orders', 'edge', undefined, 'unheard-of', 'checkout'])).toEqual([
      { service: 'catalogue', dependency: 'database' },
      { service: 'checkout', dependency: 'database' },
      { service: 'orders', dependency: 'database' },
    ]);
  });

  it('lie right above a dependency that is in trouble itself', () => {
    expect(scopesFor(aPolicy(), FUNCTIONS, ['payments'])).toEqual([{ service: 'checkout', dependency: 'payments' }]);
    expect(scopesFor(aPolicy(), DATABASES, ['payments'])).toEqual([]);
  });

  it.each([undefined, 'unheard-of', '', 'constructor', '__proto__', 'toString'])(
    'are all there are when the alert names the service %s',
    (from) => {
      expect(scopesFor(aPolicy(), FUNCTIONS, [from])).toEqual([{ service: 'checkout', dependency: 'payments' }]);
      expect(scopesFor(aPolicy(), DATABASES, [from])).toHaveLength(3);
    },
  );

  it('lie in the service itself where the cause sits there', () => {
    const itself = { dependency: 'lambda', sitsIn: 'itself' } as const;

    expect(scopesFor(aPolicy(), itself, ['edge'])).toEqual([{ service: 'payments', dependency: 'payments' }]);
    expect(scopesFor(aPolicy(), itself, ['payments'])).toEqual([{ service: 'payments', dependency: 'payments' }]);
    expect(scopesFor(aPolicy(), itself, ['orders'])).toEqual([]);
  });

  it('come to an end where services call in a circle', () => {
    const policy = named({
      a: service({ calls: ['b'] }),
      b: service({ calls: ['c', 'b'] }),
      c: service({ calls: ['a', 'db'] }),
      db: service({ postgres: { connection: 'db' } }),
    });

    expect(scopesFor(policy, DATABASES, ['a'])).toEqual([{ service: 'c', dependency: 'db' }]);
  });

  it('know nothing of a callee that is not described, whatever it is called', () => {
    const policy = named({ a: service({ calls: ['ghost', 'constructor', '__proto__', 'hasOwnProperty'] }) });

    expect(scopesFor(policy, DATABASES, ['a'])).toEqual([]);
  });

  it('keep apart a service that is called like a built-in name', () => {
    const policy = named({
      constructor: service({ calls: ['db'] }),
      db: service({ postgres: { connection: 'db' } }),
    });

    expect(scopesFor(policy, DATABASES, ['constructor'])).toEqual([{ service: 'constructor', dependency: 'db' }]);
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
        for (const scope of scopesFor(named(services), DATABASES, [from])) {
          expect(services[scope.service]?.calls).toContain(scope.dependency);
          expect(services[scope.dependency]?.postgres).toBeDefined();
        }
      }),
    );
  });
});
