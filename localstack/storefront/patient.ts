import type * as z from 'zod/mini';
import type { Patient } from '../faults/fault.ts';
import type { EdgeEnv } from './env.ts';

/** What the faults need to know, from what the front door is told. */
export const patientOf = (env: z.infer<typeof EdgeEnv>): Patient => ({
  edgeUrl: `http://127.0.0.1:${env.PORT}`,
  catalogueUrls: env.CATALOGUE_URLS,
  checkoutUrls: env.CHECKOUT_URLS,
  ordersUrls: env.ORDERS_URLS,
  loadUrl: env.LOAD_URL,
  acquirerUrl: env.ACQUIRER_URL,
  acquirerParameter: env.ACQUIRER_PARAMETER,
  paymentsFunction: env.PAYMENTS_FUNCTION,
  paymentsAlias: env.PAYMENTS_ALIAS,
  fulfilmentFunction: env.FULFILMENT_FUNCTION,
  pageSizeParameter: env.PAGE_SIZE_PARAMETER,
  alertmanagerUrl: env.ALERTMANAGER_URL,
});
