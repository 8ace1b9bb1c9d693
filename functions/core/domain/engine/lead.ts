/** The lines of evidence that speak for a service. */
export type Line = 'resource' | 'impact' | 'slow' | 'failing' | 'called' | 'shift';

/** What one line of evidence says about one service. */
export interface Lead {
  readonly line: Line;
  readonly service: string;
  /** The signal, or the operation, that it is about. */
  readonly signal: string;
  /** How strongly it speaks; 0 is not at all. All lines are on one scale. */
  readonly strength: number;
  /** What was seen, with its numbers. */
  readonly says: string;
  /** What it stands at, what it stood at when nothing was wrong, and the limit beyond which it counts. */
  readonly value?: number | undefined;
  readonly normally?: number | undefined;
  readonly limit?: number | undefined;
  /** The share of the target's harm that the service explains by itself, and the same in the unit of the harm. */
  readonly share?: number | undefined;
  readonly amount?: number | undefined;
}

/** The strongest lead of each service. */
export const strongest = (leads: readonly Lead[]): ReadonlyMap<string, Lead> => {
  const best = new Map<string, Lead>();
  for (const lead of leads) {
    if (lead.strength > (best.get(lead.service)?.strength ?? 0)) best.set(lead.service, lead);
  }
  return best;
};
