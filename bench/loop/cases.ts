import { RUNBOOKS } from '../../functions/core/runbooks/index.ts';

/**
 * What must become of a situation: its one fault is healed; two faults are healed, each by itself; or nothing is done,
 * and people get whatever was opened.
 */
export type Expected = 'healed' | 'both healed' | 'handed over';

/** One way to hurt the storefront, and what must become of it. */
export interface Case {
  readonly name: string;
  readonly expected: Expected;
  /** The faults that may be diagnosed and acted on. */
  readonly faults: readonly string[];
  /** Seconds after which nothing more begins by itself. @default 0 */
  readonly goesOn?: number;
}

const HEALED: readonly Case[] = RUNBOOKS.map(({ fault }) => ({ name: fault, expected: 'healed', faults: [fault] }));

const TRAPS: readonly Case[] = [
  { name: 'unknown-fault', expected: 'handed over', faults: [] },
  { name: 'blip', expected: 'handed over', faults: [], goesOn: 20 },
  { name: 'flapper', expected: 'handed over', faults: [], goesOn: 100 },
  { name: 'sensor-lies', expected: 'handed over', faults: [] },
  { name: 'two-at-once', expected: 'both healed', faults: ['certificate-expiry', 'queue-backlog'] },
  { name: 'alert-storm', expected: 'handed over', faults: [], goesOn: 20 },
  { name: 'third-party-down', expected: 'handed over', faults: [] },
];

/** Every fault in the order of the catalogue, then every trap. */
export const CASES: readonly Case[] = [...HEALED, ...TRAPS];
