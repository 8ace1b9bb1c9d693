import type { Verdict } from './envelope/verdict.ts';

/** A person, or an agent in a person's name, proposed that something be done. It is asked of others, whatever else would allow it. */
export interface Proposal {
  /** Whose token it was: their approval does not count. */
  readonly by: string;
  /** The runbook that they propose. @default whichever the evidence names */
  readonly fault?: string | undefined;
}

/** What follows from a proposal for a plan: people decide; and one that the evidence does not bear out is refused. */
export const proposalRules = (proposal: Proposal | undefined, fault: string): readonly Verdict[] => {
  if (proposal === undefined) return [];
  const { by, fault: proposed } = proposal;
  if (proposed !== undefined && proposed !== fault) {
    const value = `${by} proposes ${proposed}, the evidence names ${fault}`;
    return [
      { rule: 'proposal', value, limit: 'what the evidence names', decision: 'deny', reason: 'proposal_differs' },
    ];
  }
  return [{ rule: 'proposal', value: `by ${by}`, limit: 'approved by others', decision: 'ask', reason: 'proposed' }];
};
