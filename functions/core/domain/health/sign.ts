import { type Instant, secondsBetween } from '../time.ts';

/** How one thing about ourselves stands. */
export type SignState =
  | 'well'
  /** Nothing is broken, but whoever looks should know. */
  | 'noted'
  /** Broken, silent or missing. */
  | 'unwell'
  /** It could not be looked at, which is never taken for health. */
  | 'unseen';

/** What was seen of one thing about ourselves. */
export interface Sign {
  readonly about: string;
  readonly state: SignState;
  /** One clause in plain words, with what was met. */
  readonly says: string;
  /** What to do about it; for what is not well. */
  readonly remedy?: string | undefined;
}

export const well = (about: string, says: string): Sign => ({ about, state: 'well', says });
export const noted = (about: string, says: string): Sign => ({ about, state: 'noted', says });
export const unwell = (about: string, says: string, remedy: string): Sign => ({ about, state: 'unwell', says, remedy });
export const unseen = (about: string, says: string, remedy: string): Sign => ({ about, state: 'unseen', says, remedy });

/** Whether nothing is wrong: what is only noted is not, what was not seen may be. */
export const isWell = (signs: readonly Sign[]): boolean =>
  signs.every(({ state }) => state === 'well' || state === 'noted');

const UNITS = [
  [86_400, 'days'],
  [3_600, 'h'],
  [60, 'min'],
] as const;

/** A span as people say it, in the largest unit of which there are at least two. */
export const spanText = (seconds: number): string => {
  const [size, unit] = UNITS.find(([one]) => seconds >= 2 * one) ?? [1, 's'];
  return `${Math.round(seconds / size)} ${unit}`;
};

export const agoText = (at: Instant, now: Instant): string => `${spanText(Math.max(0, secondsBetween(at, now)))} ago`;
