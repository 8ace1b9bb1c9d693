import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import type { AdminCall } from './admin.ts';
import { type Identity, issue, makeAuthority } from './certificate.ts';
import type { Log } from './log.ts';
import type { Weakness } from './weakness.ts';

const AUTHORITY = 'Storefront CA';
const NAME = 'storefront.local';
const HOUR_MILLIS = 3_600_000;
const DAY_MILLIS = 24 * HOUR_MILLIS;

/** The usual life of a certificate, and what is left of one that nobody has renewed. */
const USUAL_MILLIS = 90 * DAY_MILLIS;
const LITTLE_MILLIS = 6 * HOUR_MILLIS;

const read = (file: string): string => readFileSync(file, 'utf8');

/** The local authority in a folder, made at the first use. */
const authorityIn = (folder: string): Identity => {
  mkdirSync(folder, { recursive: true });
  const [key, certificate] = [join(folder, 'ca.key'), join(folder, 'ca.pem')];
  if (!existsSync(certificate)) {
    const now = Date.now();
    const made = makeAuthority({
      name: AUTHORITY,
      from: new Date(now - DAY_MILLIS),
      until: new Date(now + 3650 * DAY_MILLIS),
    });
    writeFileSync(key, made.key, { mode: 0o600 });
    writeFileSync(certificate, made.certificate);
  }
  return { key: read(key), certificate: read(certificate) };
};

/** The shop's address with TLS, under a certificate of a local authority. Its weakness is that nobody renews it. */
export const serveTls = (port: number, folder: string, log: Log) => {
  const authority = { ...authorityIn(folder), name: AUTHORITY };
  const issued = (forMillis: number): Identity & { readonly until: Date } => {
    const now = Date.now();
    const until = new Date(now + forMillis);
    return { ...issue(authority, { name: NAME, from: new Date(now - DAY_MILLIS), until }), until };
  };

  let current = issued(USUAL_MILLIS);
  const server = createServer({ key: current.key, cert: current.certificate }, (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{"status":"ok"}');
  });
  const reload = (identity: typeof current): void => {
    current = identity;
    server.setSecureContext({ key: identity.key, cert: identity.certificate });
    log('info', 'certificate.loaded', { until: identity.until.toISOString() });
  };
  server.listen(port, '127.0.0.1');

  const state = () => ({ notAfter: current.until.toISOString() });
  const calls: Readonly<Record<string, AdminCall>> = {
    'renew-certificate': {
      state,
      run: () => {
        reload(issued(USUAL_MILLIS));
        return state();
      },
    },
  };
  const weakness: Weakness = {
    name: 'forgotten-certificate',
    begin: () => reload(issued(LITTLE_MILLIS)),
    end: () => {
      const was = current.until.getTime() - Date.now() < DAY_MILLIS;
      if (was) reload(issued(USUAL_MILLIS));
      return was;
    },
  };
  return { calls, weakness };
};
