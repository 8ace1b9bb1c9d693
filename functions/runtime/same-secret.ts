import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string | Uint8Array): Buffer => createHash('sha256').update(text).digest();

/** Compares in constant time; hashing first makes both sides equally long, whatever was sent. */
export const sameSecret = (given: string | Uint8Array, expected: string | Uint8Array): boolean =>
  timingSafeEqual(digest(given), digest(expected));
