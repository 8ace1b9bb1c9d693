import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ITEM_FAMILIES } from '../../../lib/constructs/incident-table.ts';

const KEYS = join(import.meta.dirname, '../../../functions/adapters/dynamodb/keys.ts');

/** How partition keys begin, as the adapter writes them. */
const partitions = (): readonly string[] =>
  [...readFileSync(KEYS, 'utf8').matchAll(/(?:\bpk: |Partition = [^`]*)[`']([A-Z]+)/g)].flatMap(
    ([, family]) => family ?? [],
  );

describe('the families of items', () => {
  it('are found where keys are made', () => {
    expect(partitions().length).toBeGreaterThan(10);
  });

  it('are all known to the grants, or a Lambda could be allowed to write none of them on AWS', () => {
    const known: readonly string[] = ITEM_FAMILIES;
    expect(partitions().filter((family) => !known.includes(family))).toEqual([]);
  });
});
