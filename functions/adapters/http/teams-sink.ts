import { cardOf } from '../../core/domain/card.ts';
import { ContractViolation } from '../../core/domain/errors.ts';
import type { TimelineKind } from '../../core/domain/timeline.ts';
import type { Sink } from '../../core/ports/sink.ts';
import { postJson } from './post-json.ts';
import { adaptiveCard } from './teams-card.ts';

export interface TeamsSinkOptions {
  /** The address of a workflow; it opens the channel to whoever knows it, so it is a secret. */
  readonly url: () => Promise<string>;
  readonly consoleUrl: string;
}

/** A workflow only takes messages and edits none: what is worth one is what people must know, or are asked. */
const TOLD: readonly TimelineKind[] = [
  'incident.opened',
  'approval.asked',
  'incident.escalated',
  'escalation.repeated',
  'incident.closed',
];

/**
 * Cards in Microsoft Teams, by a Workflows address. It answers nothing that could be looked for later, so that a card whose
 * answer was lost is sent again; it carries its entry's number.
 */
export const teamsSink = ({ url, consoleUrl }: TeamsSinkOptions): Sink => ({
  name: 'teams',
  concerns: ({ entry: { kind } }) => TOLD.includes(kind),
  tell: async ({ whole, entry }) => {
    const body = JSON.stringify(adaptiveCard(cardOf(whole), entry, consoleUrl));
    try {
      await postJson('teams', await url(), body);
    } catch (error) {
      if (error instanceof ContractViolation) return { outcome: 'refused', why: error.message };
      throw error;
    }
    return { outcome: 'told' };
  },
});
