import { readFileSync } from 'node:fs';

/** The bytes of a captured webhook body: `payload('alertmanager/single-firing')`. */
export const payload = (name: string): Uint8Array => readFileSync(new URL(`./payloads/${name}.json`, import.meta.url));

/** Bytes of a JSON body made from a value, or of a text as it is. */
export const bytes = (body: unknown): Uint8Array =>
  new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
