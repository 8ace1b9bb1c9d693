import { calledLeads } from './called.ts';
import { shareOut, strengthOf } from './confidence.ts';
import { failingLeads } from './failing.ts';
import { impactFound } from './impact-leads.ts';
import { type Lead, type Line, strongest } from './lead.ts';
import { type Shift, shiftsOf } from './shift.ts';
import { resourceLeads, shiftLeads } from './shift-leads.ts';
import { slowLeads } from './slow.ts';
import type { Telemetry } from './telemetry.ts';

/** A service that may be at fault, with everything that speaks for it. */
export interface Suspect {
  readonly service: string;
  /** What is wrong there, by its strongest lead. */
  readonly signal: string;
  readonly confidence: number;
  /** The share of the target's harm that it explains by itself, where that could be measured. */
  readonly share: number | undefined;
  readonly strength: number;
  /** Strongest first, one for each line of evidence. */
  readonly leads: readonly Lead[];
}

export interface Ranking {
  readonly outcome: 'explained' | 'inconclusive';
  readonly suspects: readonly Suspect[];
  /** What is left for "none of these". */
  readonly none: number;
  readonly targets: readonly string[];
  /** What there was to look at. */
  readonly seen: {
    readonly series: number;
    readonly services: number;
    readonly traces: boolean;
    readonly calls: number;
  };
}

/** From here on a suspect is named as the cause. */
export const EXPLAINED_FROM = 0.5;

const suspectOf = (service: string, lines: readonly ReadonlyMap<string, Lead>[]): Omit<Suspect, 'confidence'> => {
  const leads = lines.flatMap((line) => line.get(service) ?? []).toSorted((a, b) => b.strength - a.strength);
  return {
    service,
    signal: leads[0]?.signal ?? '',
    share: leads.find(({ line }) => line === 'impact')?.share,
    strength: strengthOf(leads),
    leads,
  };
};

/** Ranks the services by what speaks for each; `without` leaves lines out, to see what they are worth. */
export const rankServices = (
  telemetry: Telemetry,
  without: readonly Line[] = [],
  shifts: readonly Shift[] = shiftsOf(telemetry),
): Ranking => {
  const impact = impactFound(telemetry, shifts);
  const failing = failingLeads(telemetry);
  const all = [
    resourceLeads(shifts),
    impact.leads,
    slowLeads(telemetry),
    failing,
    calledLeads(failing, telemetry.calls),
    shiftLeads(shifts, without.includes('impact') ? () => 1 : impact.relevance),
  ];
  const lines = all.map((leads) => strongest(leads.filter(({ line }) => !without.includes(line))));
  const services = new Set([...telemetry.series.map(({ service }) => service), ...telemetry.calls.flat()]);
  const found = [...services].map((service) => suspectOf(service, lines)).toSorted((a, b) => b.strength - a.strength);
  const { confidences, none } = shareOut(found.map(({ leads }) => leads));
  const suspects = found.map((suspect, i) => ({ ...suspect, confidence: confidences[i] ?? 0 }));
  return {
    outcome: (confidences[0] ?? 0) >= EXPLAINED_FROM ? 'explained' : 'inconclusive',
    suspects,
    none,
    targets: impact.targets,
    seen: {
      series: shifts.length,
      services: services.size,
      traces: telemetry.traces !== undefined,
      calls: telemetry.calls.length,
    },
  };
};
