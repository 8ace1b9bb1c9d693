import type { SignalTraits } from './signal.ts';

/** What is a share of all there is, whether its name says of how much or not. */
const SHARES: ReadonlySet<string> = new Set(['availability']);

/** Values are measured: a share may lie a little beyond all of it. */
const ROUNDING = 1.001;

/** What a name leaves open, its values may tell: how much all of it is, or that it is counted. */
export const withUnit = (traits: SignalTraits, values: Float64Array): SignalTraits => {
  if (traits.floor > 0 || traits.whole !== undefined) return traits;
  let largest = 0;
  let counted = true;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    if (Math.abs(value) > largest) largest = Math.abs(value);
    if (counted && !Number.isInteger(value)) counted = false;
  }
  if (SHARES.has(traits.kind) && largest <= 100 * ROUNDING && largest > 0) {
    const whole = largest <= ROUNDING ? 1 : 100;
    return { ...traits, whole, floor: whole / 200 };
  }
  return counted ? { ...traits, floor: 1 } : traits;
};
