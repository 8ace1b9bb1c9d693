import type { PlannedWindow } from './maintenance.ts';

/** How often something may be tried, over windows that slide. A try is one plan of one incident, however many steps it has. */
export interface Cap {
  /** @default 3 */
  readonly perHour: number;
  /** @default 7 */
  readonly perDay: number;
}

/** What a rule says when its limit is reached: ask people, or refuse. */
export type Refusal = 'ask' | 'deny';

/** How much is changed at once. */
export interface BlastRadius {
  /** Targets of one plan. @default 5 */
  readonly targets: number;
  /** Things of one target, such as sessions or messages. @default 1000 */
  readonly things: number;
  /** Share of a service's instances that a step takes away at once, in percent. @default 50 */
  readonly percent: number;
  /** Instances of the service that are left healthy meanwhile. @default 1 */
  readonly minimumHealthy: number;
}

/** Rules whose refusal is a choice; the others refuse as they must. */
export const CHOSEN_RULES = [
  'cap',
  'cooldown',
  'hold',
  'blastRadius',
  'storm',
  'confidence',
  'evidence',
  'flapping',
  'maintenance',
  'freeze',
] as const;
export type ChosenRule = (typeof CHOSEN_RULES)[number];

/** The limits inside of which plans run by themselves. */
export interface EnvelopePolicy {
  readonly perTarget: Cap;
  readonly perRunbook: Cap;
  /** After a try of another incident on a target, it is left alone for so long. Seconds. @default 300 */
  readonly cooldownSeconds: number;
  /** After tries that did not help, a target is left alone for longer each time: doubled from the base, up to the most. Seconds. @default 600, 86400 */
  readonly hold: { readonly baseSeconds: number; readonly mostSeconds: number };
  readonly blastRadius: BlastRadius;
  /** More incidents than this opened within the window: something larger goes on. @default 10 within 300 s */
  readonly storm: { readonly incidents: number; readonly windowSeconds: number };
  /** Evidence older than this is no longer acted upon. Seconds. @default 120 */
  readonly evidenceSeconds: number;
  /** Spans in which nothing is changed without a person, of one service or of everything. @default none */
  readonly freezes: readonly PlannedWindow[];
  /** @default deny for confidence and maintenance, ask for the others */
  readonly refusals: Readonly<Record<ChosenRule, Refusal>>;
}

export const HOUR = 3_600;
export const DAY = 86_400;
