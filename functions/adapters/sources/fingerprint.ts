import { createHash } from 'node:crypto';
import { canonicalJson } from '../../core/domain/json.ts';

/** For senders that give none: the same labels, in whatever order, have the same fingerprint. */
export const fingerprintOf = (labels: Readonly<Record<string, string>>): string =>
  createHash('sha256').update(canonicalJson(labels)).digest('hex').slice(0, 16);
