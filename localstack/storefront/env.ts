import * as z from 'zod/mini';
import { parse } from './parse.ts';

const text = z.string().check(z.minLength(1));
const port = z.coerce.number().check(z.int(), z.minimum(1), z.maximum(65535));
const url = z.url({ protocol: /^https?$/ });

/** One or more addresses of the instances of a service, separated by commas. */
const urls = z.pipe(
  z.pipe(
    text,
    z.transform((list: string) => list.split(',').map((one) => one.trim())),
  ),
  z.tuple([url], url),
);

/** What every process of the storefront is told. */
const Process = { SERVICE: text, INSTANCE: text, PORT: port, APP_VERSION: z._default(text, 'dev') };
const Database = { DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }) };
/** The key that calls of administrators are signed with. */
const Admin = { ADMIN_KEY: text.check(z.minLength(16)) };
const Payments = { PAYMENTS_FUNCTION: text, PAYMENTS_ALIAS: z._default(text, 'live') };

export const ProcessEnv = z.object(Process);
export type ProcessEnv = z.infer<typeof ProcessEnv>;

export const DatabaseEnv = z.object({ ...Process, ...Database });
export type DatabaseEnv = z.infer<typeof DatabaseEnv>;

export const CheckoutEnv = z.object({ ...Process, ...Database, ...Admin, ...Payments, ACQUIRER_PARAMETER: text });

export const CatalogueEnv = z.object({
  ...Process,
  ...Database,
  ...Admin,
  PAGE_SIZE_PARAMETER: text,
  /** A rendered page with its pictures; the pace at which a cache without an end fills the heap. */
  PAGE_BYTES: z.coerce.number().check(z.int(), z.positive()),
});

export const OrdersEnv = z.object({
  ...Process,
  ...Database,
  ...Admin,
  MANIFESTS_QUEUE: text,
  DEAD_LETTERS_QUEUE: text,
});

export const EdgeEnv = z.object({
  ...Process,
  ...Payments,
  ...Admin,
  TLS_PORT: port,
  /** The folder for what the process keeps on disk. */
  DATA_FOLDER: text,
  CATALOGUE_URLS: urls,
  CHECKOUT_URLS: urls,
  ORDERS_URLS: urls,
  ACQUIRER_URL: url,
  LOAD_URL: url,
  ALERTMANAGER_URL: url,
  FULFILMENT_FUNCTION: text,
  PAGE_SIZE_PARAMETER: text,
  ACQUIRER_PARAMETER: text,
});

export const LoadEnv = z.object({ ...Process, EDGE_URL: url, EDGE_TLS_URL: url });

/** Reads a process's environment once, naming every variable that is missing or wrong. */
export const readEnv = <T>(schema: z.ZodMiniType<T>, env: Readonly<Record<string, string | undefined>>): T => {
  const read = parse(schema, env);
  if (read.outcome === 'fits') return read.value;
  throw new Error(`the environment of this process is not valid: ${read.fields}`);
};
