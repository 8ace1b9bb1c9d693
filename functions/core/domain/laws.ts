import { ACTION_LAWS } from './laws/actions.ts';
import { AGENT_LAWS } from './laws/agents.ts';
import { CALLING_LAWS } from './laws/callings.ts';
import { CALM_LAWS } from './laws/calm.ts';
import { CAP_LAWS } from './laws/caps.ts';
import { DELIVERY_LAWS } from './laws/deliveries.ts';
import { DIAGNOSIS_LAWS } from './laws/diagnoses.ts';
import { ENDING_LAWS } from './laws/endings.ts';
import { EPISODE_LAWS } from './laws/episodes.ts';
import { GRANT_LAWS } from './laws/grants.ts';
import { INVESTIGATION_LAWS } from './laws/investigations.ts';
import type { Breach, Law } from './laws/law.ts';
import { MAINTENANCE_LAWS } from './laws/maintenance.ts';
import { PARTING_LAWS } from './laws/partings.ts';
import { PROPOSAL_LAWS } from './laws/proposals.ts';
import { RECEIPT_LAWS } from './laws/receipts.ts';
import type { Facts } from './laws/record.ts';
import { RECOVERY_LAWS } from './laws/recovery.ts';
import { ROLLBACK_LAWS } from './laws/rollbacks.ts';
import { SILENCE_LAWS } from './laws/silences.ts';
import { TALLY_LAWS } from './laws/tallies.ts';
import { TIMELINE_LAWS } from './laws/timeline.ts';
import { WATCH_LAWS } from './laws/watch.ts';
import { WORSENING_LAWS } from './laws/worsening.ts';

/** Nothing else can be believed about an item that does not parse. */
const READABLE: Law = {
  name: 'items-readable',
  says: 'every stored item parses',
  check: ({ record }) => ({
    checked: record.unreadable.length + record.incidents.length + record.receipts.length + record.episodes.length,
    breaches: record.unreadable.map(({ key, why }) => ({ record: key, what: why })),
  }),
};

/** What must be true of the whole record, at every moment. */
export const LAWS: readonly Law[] = [
  READABLE,
  ...RECEIPT_LAWS,
  ...TIMELINE_LAWS,
  ...ENDING_LAWS,
  ...EPISODE_LAWS,
  ...PARTING_LAWS,
  ...CALM_LAWS,
  ...CALLING_LAWS,
  ...TALLY_LAWS,
  ...MAINTENANCE_LAWS,
  ...ACTION_LAWS,
  ...CAP_LAWS,
  ...GRANT_LAWS,
  ...RECOVERY_LAWS,
  ...WORSENING_LAWS,
  ...WATCH_LAWS,
  ...DIAGNOSIS_LAWS,
  ...ROLLBACK_LAWS,
  ...SILENCE_LAWS,
  ...DELIVERY_LAWS,
  ...AGENT_LAWS,
  ...INVESTIGATION_LAWS,
  ...PROPOSAL_LAWS,
];

/** One law held against the record. */
export interface Judged {
  readonly law: string;
  readonly says: string;
  readonly checked: number;
  readonly breaches: readonly Breach[];
}

/** Holds every law against the record. */
export const judgeRecord = (facts: Facts): readonly Judged[] =>
  LAWS.map(({ name, says, check }) => ({ law: name, says, ...check(facts) }));
