import { createHmac } from 'node:crypto';
import type { Presented } from './source.ts';

/** Whether one of the signatures (hex) is the HMAC-SHA256 of the bytes under one of the secrets. All pairs are compared. */
export const isSigned = (
  signatures: readonly string[],
  signed: readonly (string | Uint8Array)[],
  { secrets, same }: Pick<Presented, 'secrets' | 'same'>,
): boolean => {
  const expected = secrets.map((secret) => {
    const hmac = createHmac('sha256', secret);
    for (const part of signed) hmac.update(part);
    return hmac.digest('hex');
  });
  return expected.flatMap((hex) => signatures.map((signature) => same(signature.toLowerCase(), hex))).includes(true);
};
