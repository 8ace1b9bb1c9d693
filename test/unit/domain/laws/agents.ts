import type { TimelineEntry } from '../../../../functions/core/domain/timeline.ts';
import { type Change, inIncident, type Poison, retold, UNDER_WAY } from '../../../support/poison.ts';

type Told = Pick<TimelineEntry, 'kind' | 'actor' | 'data'> & Partial<Pick<TimelineEntry, 'status'>>;

/** One more entry at the end of an incident; by default of what is under way. */
export const told =
  (entry: Told, which = UNDER_WAY): Change =>
  (facts) => {
    const longer = retold(which, (entries) => {
      const last = entries.at(-1);
      return last ? [...entries, { ...last, reason: undefined, text: 'x', seq: last.seq + 1, ...entry }] : entries;
    })(facts);
    return inIncident(which, (whole) => {
      const { seq, status } = {
        ...whole.incident,
        seq: whole.incident.seq + 1,
        status: entry.status ?? whole.incident.status,
      };
      return { ...whole, incident: { ...whole.incident, seq, status } };
    })(longer);
  };

const suggesting = (suggestions: readonly { readonly cites: readonly string[] }[]): Told => ({
  ...{ kind: 'investigation.suggested', actor: 'agent:rob' },
  data: { suggestions: suggestions.map(({ cites }) => ({ says: 'x', cites: [...cites], runbook: null })) },
});

/** An agent asked, and a model suggested something that cites what was observed. */
export const LAWFUL_AGENTS: Change = (facts) =>
  told(suggesting([{ cites: ['D1-H1-C1'] }]))(told({ kind: 'agent.called', actor: 'agent:vera', data: {} })(facts));

export const AGENTS_POISONS: readonly Poison[] = [
  [
    'agents-only-ask',
    'a call in nobody’s name',
    told({ kind: 'agent.called', actor: 'plan', data: { tool: 'get_incident' } }),
  ],
  [
    'agents-only-ask',
    'a call that moves the incident',
    told({ kind: 'agent.called', actor: 'agent:vera', data: {}, status: 'verifying' }),
  ],
  ['suggestions-cite', 'a suggestion that cites nothing', told(suggesting([{ cites: ['D1-H1-C1'] }, { cites: [] }]))],
  ['suggestions-cite', 'a suggestion that cites what was never seen', told(suggesting([{ cites: ['D9-H1-C1'] }]))],
];
