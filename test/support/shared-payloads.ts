import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CHECKOUT } from '../../localstack/home.ts';

const foundAbove = (folder: string): string | undefined => {
  const here = join(folder, 'shared', 'payloads');
  if (existsSync(here)) return here;
  return dirname(folder) === folder ? undefined : foundAbove(dirname(folder));
};

/** Where bodies lie as vendors send them: SELFRIGHT_PAYLOADS, else `shared/payloads` beside the checkout or above; undefined where there are none. */
export const SHARED_PAYLOADS: string | undefined = process.env['SELFRIGHT_PAYLOADS'] ?? foundAbove(CHECKOUT);

const fileOf = (name: string): string => join(SHARED_PAYLOADS ?? '', name);

/** The bytes of one of them. */
export const sharedPayload = (name: string): Uint8Array => readFileSync(fileOf(name));

/** The headers that came with it, if any are kept. */
export const sharedHeaders = (name: string): Readonly<Record<string, string>> => {
  const file = fileOf(name.replace(/\.json$/, '.headers.json'));
  const kept: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const pairs = typeof kept === 'object' && kept !== null ? Object.entries(kept) : [];
  return Object.fromEntries(pairs.map(([header, value]) => [header.toLowerCase(), String(value)]));
};

/** The names of the bodies of a folder. */
export const sharedPayloadsOf = (folder: string): readonly string[] =>
  SHARED_PAYLOADS === undefined
    ? []
    : readdirSync(fileOf(folder))
        .filter((name) => name.endsWith('.json') && !name.endsWith('.headers.json'))
        .map((name) => `${folder}/${name}`);
