import { describe, expect, it } from 'vitest';
import { ContractViolation } from '../../../functions/core/domain/errors.ts';
import { orderOf } from '../../../functions/trigger/input.ts';

const refusalOf = (event: unknown): string => {
  try {
    orderOf(event);
  } catch (thrown) {
    if (thrown instanceof ContractViolation) return thrown.message;
    throw thrown;
  }
  throw new Error('it was not refused');
};

describe('what the trigger is asked', () => {
  it('may be a fault', () => {
    const order = orderOf({ fault: 'database-timeout' });

    expect(order).toEqual({ kind: 'fault', fault: 'database-timeout' });
  });

  it('may be an alert, which fires unless it says otherwise', () => {
    const order = orderOf({ alert: { name: 'DatabaseTimeout', service: 'checkout' } });

    expect(order).toMatchObject({ kind: 'alert', alert: { name: 'DatabaseTimeout', status: 'firing' } });
  });

  it('may be an alert that is named by its label', () => {
    const order = orderOf({ alert: { labels: { alertname: 'DatabaseTimeout' } } });

    expect(order.kind).toBe('alert');
  });

  it.each([
    ['neither', {}, 'fault: give either a fault or an alert'],
    ['both', { fault: 'api-503', alert: { name: 'Api503' } }, 'fault: give either a fault or an alert'],
    ['nothing at all', null, /^event: /],
    ['text', 'database-timeout', /^event: /],
    ['an unknown word', { faults: 'api-503' }, /"faults"/],
    ['a fault that is no text', { fault: 503 }, /^fault: /],
    ['an alert without a name', { alert: { service: 'checkout' } }, /^alert\.name: required/],
    ['a label that is no text', { alert: { name: 'A', labels: { pool: 5 } } }, /^alert\.labels\.pool: /],
    ['a date that is none', { alert: { name: 'A', startsAt: 'yesterday' } }, /^alert\.startsAt: /],
    ['an unknown status', { alert: { name: 'A', status: 'on fire' } }, /^alert\.status: /],
  ])('refuses %s, naming the field', (_what, event, expected) => {
    const refusal = refusalOf(event);

    expect(refusal).toMatch(expected);
  });
});
