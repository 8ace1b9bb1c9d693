import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../../functions/adapters/crypto/digest.ts';
import { ulidIds } from '../../../../functions/adapters/ulid/ids.ts';
import { makeLookUpReceipt } from '../../../../functions/core/usecases/look-up-receipt.ts';
import { aReceipt } from '../../../support/builders.ts';
import { aStage } from './stage.ts';

const SOURCES = ['alertmanager', 'generic'];
const DAY = 86_400_000;

const lookingUp = (now = new Date()) => {
  const stage = aStage();
  const lookUp = makeLookUpReceipt({ receipts: stage.receipts, sources: SOURCES, clock: () => now, digest: sha256 });
  return { lookUp, receipts: stage.receipts };
};

describe('looking up a receipt', () => {
  it('tells what is on record', async () => {
    const { lookUp, receipts } = lookingUp();
    const receipt = aReceipt({ state: 'recorded' });
    await receipts.settle(receipt);

    expect(await lookUp(receipt.id)).toEqual(receipt);
  });

  it.each(SOURCES)('tells that one given out to %s is queued while only the queue has it', async (source) => {
    const { lookUp } = lookingUp();
    const id = ulidIds().receipt(source);

    const receipt = await lookUp(id);

    expect(receipt).toMatchObject({ id, source, state: 'queued' });
    expect(Date.now() - Date.parse(receipt?.receivedAt ?? '')).toBeLessThan(60_000);
  });

  it('knows nothing of an id that was never given out, however little it differs', async () => {
    const { lookUp } = lookingUp();
    const id = ulidIds().receipt('generic');
    const others = Array.from({ length: 26 }, (_, i) => {
      const at = i + 'RCP-'.length;
      return `RCP-${`${id.slice(0, at)}${id[at] === '7' ? '5' : '7'}${id.slice(at + 1)}`.slice(4)}` as const;
    });

    expect(await Promise.all(others.map(lookUp))).toEqual(others.map(() => undefined));
  });

  it('knows nothing of one that was given out to a source that is none', async () => {
    expect(await lookingUp().lookUp(ulidIds().receipt('nagios'))).toBeUndefined();
  });

  it('does not say for ever that one is on its way: the queue keeps it for fourteen days', async () => {
    const id = ulidIds().receipt('generic');

    expect(await lookingUp(new Date(Date.now() + 13 * DAY)).lookUp(id)).toMatchObject({ state: 'queued' });
    expect(await lookingUp(new Date(Date.now() + 15 * DAY)).lookUp(id)).toBeUndefined();
  });

  it('gives no id out twice', () => {
    const ids = ulidIds();

    expect(new Set(Array.from({ length: 20_000 }, () => ids.receipt('generic'))).size).toBe(20_000);
  });
});
