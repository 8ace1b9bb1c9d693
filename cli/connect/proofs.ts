import { createHmac } from 'node:crypto';
import type { Proof } from './guide.ts';

/** The name before the secret in basic credentials; only the secret counts. */
const NAME = 'selfright';

export const bearer: Proof = (secret) => ({ authorization: `Bearer ${secret}` });

export const basic: Proof = (secret) => ({
  authorization: `Basic ${Buffer.from(`${NAME}:${secret}`).toString('base64')}`,
});

/** The secret as it is, in a header of this name. */
export const inHeader =
  (name: string): Proof =>
  (secret) => ({ [name]: secret });

/** HMAC-SHA256 as hexadecimal digits. */
export const hmacOf = (secret: string, signed: string): string =>
  createHmac('sha256', secret).update(signed).digest('hex');
