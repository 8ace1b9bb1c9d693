import { describe, expect, it } from 'vitest';
import { flapScore, withChange } from '../../../../functions/core/domain/flapping.ts';

const LIMITS = { window: 600, changes: 6 };
const at = (seconds: number): string => new Date(1_800_000_000_000 + seconds * 1000).toISOString();

describe('flapping', () => {
  it('is reached by changes close together', () => {
    const changes = [0, 60, 120, 180, 240, 300].map(at);

    expect(flapScore(changes, at(300), LIMITS)).toBe(1);
  });

  it('is not reached by as many changes far apart', () => {
    const changes = [0, 200, 400, 600, 800, 1000].map(at);

    expect(flapScore(changes, at(1000), LIMITS)).toBeLessThan(1);
  });

  it('calms down by time alone', () => {
    const changes = [0, 60, 120, 180, 240, 300].map(at);

    expect(flapScore(changes, at(901), LIMITS)).toBe(0);
  });

  it('counts a repeated change once and forgets what is too old', () => {
    expect(withChange([at(0), at(700)], at(700), LIMITS)).toEqual([at(700)]);
  });
});
