import { describe, expect, it } from 'vitest';
import { makeTurns } from '../../../localstack/storefront/upstream.ts';

describe('passing requests on', () => {
  it('takes the instances in turn', () => {
    const next = makeTurns(['http://a', 'http://b']);

    const order = [next(), next(), next()];

    expect(order).toEqual(['http://a', 'http://b', 'http://a']);
  });
});
