import type { Baseline } from '../../functions/core/domain/engine/baseline.ts';
import type { Shift } from '../../functions/core/domain/engine/shift.ts';

const withBaseline =
  (change: (baseline: Baseline) => Partial<Baseline>) =>
  (shift: Shift): Shift => ({ ...shift, baseline: { ...shift.baseline, ...change(shift.baseline) } });

/** Rules of how far is far, each as shifts would be without it. */
export const RULES: Readonly<Record<string, (shift: Shift) => Shift>> = {
  'how far it strays': withBaseline(({ scale }) => ({ far: scale })),
  'what stood still': withBaseline(() => ({ still: false })),
  'odds of so many samples': withBaseline(() => ({ samples: Number.POSITIVE_INFINITY })),
};
