import { createHash } from 'node:crypto';
import type { Digest } from '../../../functions/core/domain/timeline.ts';

/** SHA-256 as lower-case hex, so that chains made with the fakes satisfy the real laws. */
export const testDigest: Digest = (text) => createHash('sha256').update(text, 'utf8').digest('hex');
