import type { Lead } from './lead.ts';
import { numberText } from './number-text.ts';
import { NOTABLE, type Shift } from './shift.ts';
import type { SignalKind } from './signal.ts';

/** A shift by itself tells that a service suffers, not that it is the cause: it weighs half. */
const SUFFERS = 0.5;
/** A resource is named when it jumps by this share of all there is, or, where that is unknown, to this many times more. */
const JUMP_OF_WHOLE = 0.2;
const JUMP_OF_LEVEL = 2;
/** Of what is left, a third of its level is as far away as three times the level of what is used. */
const FALL_OF_LEVEL = 2 / 3;

const RESOURCES: ReadonlySet<SignalKind> = new Set(['cpu', 'memory', 'disk', 'saturation', 'backlog', 'expiry']);
/** What goes over the wire follows from what is asked. */
const SIDE_EFFECTS: ReadonlySet<SignalKind> = new Set(['network']);

/**
 * The strength of a shift: it grows with its logarithm, since a hundred scales are not ten times as sure as ten. What so
 * many normal samples never did has odds of so many to one, and no more, however far off it is.
 */
const strengthOf = ({ score, baseline }: Shift): number =>
  Math.min(Math.log1p(Math.max(0, score) / NOTABLE), Math.log1p(baseline.samples));

/**
 * Who suffers is compared with others, by how much farther it went than it strays at times. Of what stood still it is not
 * known how far is far: that it moved counts, and no more.
 */
const sufferingOf = (shift: Shift): number => {
  const { scale = 1, far = scale, still } = shift.baseline;
  const score = (shift.score * scale) / far;
  return strengthOf({ ...shift, score: still ? Math.min(score, NOTABLE) : score });
};

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

const jumps = ({ traits: { whole, harm }, baseline, jump }: Shift): boolean => {
  if (whole !== undefined) return jump >= JUMP_OF_WHOLE * whole;
  return jump >= (harm < 0 ? FALL_OF_LEVEL : JUMP_OF_LEVEL) * Math.abs(baseline.median);
};

/** Resources that jump, each by its service. */
export const resourceLeads = (shifts: readonly Shift[]): readonly Lead[] =>
  shifts
    .filter((shift) => RESOURCES.has(shift.traits.kind) && shift.score >= NOTABLE && jumps(shift))
    .map((shift) => leadOf('resource', shift, strengthOf(shift)));

/** Signals of a service itself that moved towards harm. `relevance` is how much that matters to who raised the alert. */
export const shiftLeads = (shifts: readonly Shift[], relevance: (service: string) => number): readonly Lead[] =>
  shifts
    .filter(({ traits }) => !traits.outgoing && !SIDE_EFFECTS.has(traits.kind))
    .map((shift) => leadOf('shift', shift, SUFFERS * sufferingOf(shift) * relevance(shift.series.service)));
