import { describe, expect, it } from 'vitest';
import { sourceAlertReader } from '../../../../functions/adapters/sources/alert-reader.ts';
import { SOURCE_NAMES } from '../../../../functions/adapters/sources/index.ts';
import { RECEIVED_AT } from '../../../support/reading.ts';
import { aGenericBody } from '../../../support/source-bodies/generic.ts';

const body = JSON.stringify({ ...aGenericBody(), because: 'quarantine_grows' });

describe('what we notify ourselves of', () => {
  it('is read from the queue with its reason', () => {
    const groups = sourceAlertReader('selfright', body, RECEIVED_AT);

    expect(groups).toMatchObject([{ source: 'selfright', because: 'quarantine_grows' }]);
  });

  it('gives no reason to what another source sent in the same form', () => {
    const groups = sourceAlertReader('generic', body, RECEIVED_AT);

    expect(groups.map(({ source, because }) => [source, because])).toEqual([['generic', undefined]]);
  });

  it('is no source that anybody can send to', () => {
    expect(SOURCE_NAMES).not.toContain('selfright');
  });
});
