import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CallsByVersion, lastGoodVersion } from '../../../../functions/core/domain/release.ts';

const good = (version: string, calls = 100): CallsByVersion => ({ version, outcome: 'ok', calls });
const bad = (version: string, calls = 100): CallsByVersion => ({ version, outcome: 'error', calls });

describe('the last version that answered well', () => {
  it('is the newest good one before a bad one', () => {
    const calls = [good('1'), good('2'), bad('3')];

    expect(lastGoodVersion(calls, ['1', '2', '3'], '3')).toBe('2');
  });

  it('is passed over for an older one when it failed itself', () => {
    const calls = [good('1'), good('2', 50), bad('2', 50), bad('3')];

    expect(lastGoodVersion(calls, ['1', '2', '3'], '3')).toBe('1');
  });

  it('may be newer than a bad one that somebody went back to', () => {
    const calls = [bad('1'), good('2')];

    expect(lastGoodVersion(calls, ['1', '2'], '1')).toBe('2');
  });

  it.each([
    ['the current one answers well itself', [good('1'), good('2')]],
    ['the current one is too new to be judged', [good('1'), bad('2', 4)]],
    ['the current one was never called', [good('1')]],
    ['nothing was called at all', []],
    ['the other one failed too', [bad('1'), bad('2')]],
    ['too few calls speak for the other one', [good('1', 4), bad('2')]],
    ['only calls of an unknown version succeeded', [good('unknown'), bad('2')]],
    ['the numbers are none', [good('1', Number.NaN), bad('2')]],
  ])('is not named when %s', (_, calls) => {
    expect(lastGoodVersion(calls, ['1', '2'], '2')).toBeUndefined();
  });

  it('is not named when it is no longer published', () => {
    expect(lastGoodVersion([good('1'), bad('2')], ['2'], '2')).toBeUndefined();
  });

  it('is never the current one, and always one that is published and was called', () => {
    const version = fc.constantFrom('1', '2', '3', 'unknown', '');
    const anyCalls = fc.array(
      fc.record({
        version,
        outcome: fc.constantFrom('ok', 'error', 'timeout', ''),
        calls: fc.oneof(fc.nat(200), fc.constant(Number.NaN)),
      }),
    );
    fc.assert(
      fc.property(anyCalls, fc.subarray(['1', '2', '3']), version, (calls, published, current) => {
        const named = lastGoodVersion(calls, published, current);
        if (named === undefined) return;
        expect(named).not.toBe(current);
        expect(published).toContain(named);
        expect(calls.some((call) => call.version === named && call.outcome === 'ok')).toBe(true);
      }),
    );
  });
});
