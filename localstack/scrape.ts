import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathsOf } from './home.ts';

/** Where our own numbers are, and the token that opens them. */
export interface Scraped {
  readonly apiUrl: string;
  readonly token: string;
}

/** Tells the running Prometheus where the API is that was deployed after it started; it looks at both files again and again. */
export const scrapeApi = (home: string, { apiUrl, token }: Scraped): void => {
  const config = join(pathsOf(home).prometheus, 'config');
  const { protocol, host, pathname } = new URL(`${apiUrl}/metrics`);
  const labels = { __scheme__: protocol.slice(0, -1), __metrics_path__: pathname, instance: 'selfright' };
  writeFileSync(join(config, 'credentials'), token, { mode: 0o600 });
  // At once, since Prometheus reads the file as soon as it changes.
  const targets = join(config, 'targets', 'selfright.json');
  writeFileSync(`${targets}.new`, JSON.stringify([{ targets: [host], labels }]));
  renameSync(`${targets}.new`, targets);
};
