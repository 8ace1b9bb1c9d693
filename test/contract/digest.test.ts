import { describe, expect, it } from 'vitest';
import { sha256 } from '../../functions/adapters/crypto/digest.ts';
import type { Digest } from '../../functions/core/domain/timeline.ts';
import { testDigest } from '../support/fakes/digest.ts';

const digestContract = (digest: Digest): void => {
  it('is the SHA-256 of the UTF-8 text as lower-case hex', () => {
    const known = digest('abc');

    expect(known).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(digest('é')).not.toBe(digest('e'));
  });
};

describe('the digest of the tests', () => digestContract(testDigest));
describe('the digest of node', () => digestContract(sha256));
