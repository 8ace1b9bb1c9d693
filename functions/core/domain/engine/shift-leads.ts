import type { Lead } from './lead.ts';
import { numberText } from './number-text.ts';
import type { Shift } from './shift.ts';
import type { SignalKind } from './signal.ts';

/** From this many scales on a shift is worth its full weight; below, it fades. */
export const NOTABLE = 3;
/** A shift by itself tells that a service suffers, not that it is the cause: it weighs half. */
const SUFFERS = 0.5;
/** A resource is named when it jumps by this share of all there is, or, where that is unknown, to this many times more. */
const JUMP_OF_WHOLE = 0.2;
const JUMP_OF_LEVEL = 2;

const RESOURCES: ReadonlySet<SignalKind> = new Set(['cpu', 'memory', 'disk', 'saturation', 'backlog', 'expiry']);
/** What goes over the wire follows from what is asked. */
const SIDE_EFFECTS: ReadonlySet<SignalKind> = new Set(['network']);

/** The strength of a shift: it grows with its logarithm, since a hundred scales are not ten times as sure as ten. */
const strengthOf = (score: number): number => Math.log1p(Math.max(0, score) / NOTABLE);

const toldOf = ({ series, baseline, value, score }: Shift): string =>
  `${series.signal} stood at ${numberText(value)} instead of ${numberText(baseline.median)}, ${numberText(score)} times as far off as it usually strays`;

const leadOf = (line: Lead['line'], shift: Shift, strength: number): Lead => ({
  line,
  service: shift.series.service,
  signal: shift.series.signal,
  strength,
  says: toldOf(shift),
  value: shift.value,
  normally: shift.baseline.median,
  limit: NOTABLE,
});

const jumps = ({ traits: { whole }, baseline, jump }: Shift): boolean =>
  whole === undefined ? jump >= JUMP_OF_LEVEL * Math.abs(baseline.median) : jump >= JUMP_OF_WHOLE * whole;

/** Resources that jump, each by its service. */
export const resourceLeads = (shifts: readonly Shift[]): readonly Lead[] =>
  shifts
    .filter((shift) => RESOURCES.has(shift.traits.kind) && shift.score >= NOTABLE && jumps(shift))
    .map((shift) => leadOf('resource', shift, strengthOf(shift.score)));

/** Signals of a service itself that moved towards harm. `relevance` is how much that matters to who raised the alert. */
export const shiftLeads = (shifts: readonly Shift[], relevance: (service: string) => number): readonly Lead[] =>
  shifts
    .filter(({ traits }) => !traits.outgoing && !SIDE_EFFECTS.has(traits.kind))
    .map((shift) => leadOf('shift', shift, SUFFERS * strengthOf(shift.score) * relevance(shift.series.service)));
