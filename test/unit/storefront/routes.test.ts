import { describe, expect, it } from 'vitest';
import { matchRoute, type Route } from '../../../localstack/storefront/routes.ts';

const aRoute = (method: Route['method'], path: string): Route => ({
  method,
  path,
  handle: () => ({ status: 200, body: path }),
});

const routes = [
  aRoute('GET', '/products'),
  aRoute('GET', '/products/:id'),
  aRoute('POST', '/checkout'),
  aRoute('GET', '/checkout/probe'),
  aRoute('GET', '/checkout/:orderId'),
];

const pathOf = (method: string, url: string): string => {
  const match = matchRoute(routes, method, url);
  return match.outcome === 'matched' ? match.route.path : match.outcome;
};

describe('matching a request to a route', () => {
  it('takes a segment for a parameter, decoded', () => {
    const match = matchRoute(routes, 'GET', '/products/storm%20lantern');

    expect(match).toMatchObject({ outcome: 'matched', params: { id: 'storm lantern' } });
  });

  it.each([
    ['GET', '/products', '/products'],
    ['GET', '/products?sort=name', '/products'],
    ['GET', '/products/', 'unknown'],
    ['GET', '/products/rope/price', 'unknown'],
    ['GET', '/products/%E0%A4%A', 'unknown'],
    ['GET', '/checkout/probe', '/checkout/probe'],
    ['GET', '/checkout/17', '/checkout/:orderId'],
    ['PUT', '/checkout', 'wrong_method'],
    ['GET', '/nothing', 'unknown'],
  ])('answers %s %s with %s', (method, url, expected) => {
    const found = pathOf(method, url);

    expect(found).toBe(expected);
  });

  it('names the methods that a path allows', () => {
    const match = matchRoute(routes, 'DELETE', '/checkout');

    expect(match).toEqual({ outcome: 'wrong_method', allowed: ['POST'] });
  });
});
