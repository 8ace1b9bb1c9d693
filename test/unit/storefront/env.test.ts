import { describe, expect, it } from 'vitest';
import { CheckoutEnv, EdgeEnv, readEnv } from '../../../localstack/storefront/env.ts';

const anEnv = (part: Readonly<Record<string, string | undefined>> = {}) => ({
  SERVICE: 'checkout',
  INSTANCE: 'checkout-1',
  PORT: '8082',
  DATABASE_URL: 'postgresql://storefront:pw@127.0.0.1:55432/storefront',
  CATALOGUE_URLS: 'http://127.0.0.1:8081',
  CHECKOUT_URLS: 'http://127.0.0.1:8082, http://127.0.0.1:8083',
  ORDERS_URLS: 'http://127.0.0.1:8084',
  PAYMENTS_FUNCTION: 'storefront-payments',
  ACQUIRER_URL: 'http://127.0.0.1:8085',
  ACQUIRER_PARAMETER: '/storefront/payments/acquirer',
  ALERTMANAGER_URL: 'http://127.0.0.1:9093',
  LOAD_URL: 'http://127.0.0.1:8086',
  TLS_PORT: '8443',
  DATA_FOLDER: '/tmp/edge-1',
  ADMIN_KEY: 'a-key-of-the-administrators',
  FULFILMENT_FUNCTION: 'storefront-fulfilment',
  PAGE_SIZE_PARAMETER: '/storefront/catalogue/page-size',
  ...part,
});

describe('reading the environment of a process', () => {
  it('takes numbers and lists for what they are', () => {
    const env = readEnv(EdgeEnv, anEnv());

    expect(env.PORT).toBe(8082);
    expect(env.CHECKOUT_URLS).toEqual(['http://127.0.0.1:8082', 'http://127.0.0.1:8083']);
    expect(env.PAYMENTS_ALIAS).toBe('live');
  });

  it.each([
    ['DATABASE_URL', undefined],
    ['DATABASE_URL', 'mysql://127.0.0.1/storefront'],
    ['PORT', 'http'],
    ['PORT', '70000'],
    ['INSTANCE', ''],
    ['PAYMENTS_FUNCTION', undefined],
  ])('refuses %s=%s by its name', (name, value) => {
    const read = () => readEnv(CheckoutEnv, anEnv({ [name]: value }));

    expect(read).toThrow(new RegExp(`not valid: ${name}: `));
  });

  it('names everything that is wrong at once', () => {
    const read = () => readEnv(EdgeEnv, anEnv({ CATALOGUE_URLS: '', ORDERS_URLS: 'orders-1', PORT: undefined }));

    expect(read).toThrow(/PORT.*CATALOGUE_URLS.*ORDERS_URLS/);
  });
});
