import { createHash } from 'node:crypto';

/** Longer than any name that a vendor gives; a key has to fit into an index. */
const LONGEST = 200;

/** A key out of parts, in order: readable while it is short, else its hash. Parts that are missing keep their place. */
export const identityOf = (...parts: readonly (string | undefined)[]): string => {
  const key = parts
    .map((part = '') => part.replaceAll(/[%/]/g, encodeURIComponent))
    .join('/')
    .replace(/\/+$/, '');
  return key.length <= LONGEST ? key : createHash('sha256').update(key).digest('hex');
};
