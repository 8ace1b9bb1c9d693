import { describe, expect, it } from 'vitest';
import { ulidIds } from '../../functions/adapters/ulid/ids.ts';
import type { Ids } from '../../functions/core/ports/ids.ts';
import { sequentialIds } from '../support/fakes/ids.ts';

const idsContract = (make: () => Ids): void => {
  it('makes ids in their agreed form that sort in the order of their making', () => {
    const ids = make();

    const made = Array.from({ length: 1000 }, () => ids.incident());

    expect(made.every((id) => /^INC-[0-9A-HJKMNP-TV-Z]{26}$/.test(id))).toBe(true);
    expect(ids.receipt('generic')).toMatch(/^RCP-[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(new Set(made).size).toBe(1000);
    expect(made.toSorted()).toEqual(made);
  });
};

describe('sequential ids', () => idsContract(sequentialIds));
describe('ULIDs', () => idsContract(ulidIds));
