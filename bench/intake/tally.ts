import type { Delivery } from './deliver.ts';
import type { Settled } from './settle.ts';
import { expectedIncidents } from './traffic.ts';

/** What became of everything that was sent. */
export interface Tally {
  readonly sent: number;
  /** Answered 202. */
  readonly acknowledged: number;
  /** Refused with 4xx, which only malformed ones may be. */
  readonly refused: number;
  readonly unanswered: number;
  /** Attempts that failed and were made again. */
  readonly sentAgain: number;
  readonly incidentsExpected: number;
  readonly incidentsOpened: number;
  /** Incidents beyond the first of a group. */
  readonly duplicatesOpened: number;
  /** Acknowledged, and yet not in a terminal state, dead-lettered, or without the incident that it is to have. */
  readonly lost: number;
  /** Acknowledged, and in no terminal state when the waiting ended. */
  readonly unsettled: number;
  readonly quarantined: number;
  readonly deadLettered: number;
  /** Notifications whose answer is not the one that their kind gets. */
  readonly wronglyAnswered: number;
}

const isRightlyAnswered = ({ planned, status }: Delivery): boolean => {
  if (planned.kind !== 'malformed') return status === 202;
  return planned.source === 'generic' ? status === 202 : status === 400 || status === 422;
};

const NOT_TERMINAL = new Set(['queued', 'missing']);

/** Counts what was sent against the receipts and against the groups for which incidents were opened. */
export const tallyOf = (deliveries: readonly Delivery[], settled: Settled, opened: readonly string[]): Tally => {
  const acknowledged = deliveries.filter(({ status }) => status === 202);
  const stateOf = ({ receiptId }: Delivery): string => (receiptId && settled[receiptId]) || 'missing';
  const taken = new Set(opened);
  const isLost = (delivery: Delivery): boolean => {
    const state = stateOf(delivery);
    const { groupKey } = delivery.planned;
    return NOT_TERMINAL.has(state) || state === 'dead_lettered' || (groupKey !== undefined && !taken.has(groupKey));
  };
  return {
    sent: deliveries.length,
    acknowledged: acknowledged.length,
    refused: deliveries.filter(({ status = 0 }) => status >= 400 && status < 500).length,
    unanswered: deliveries.filter(({ status }) => status === undefined || status >= 500).length,
    sentAgain: deliveries.reduce((sum, { failed }) => sum + failed, 0),
    incidentsExpected: expectedIncidents(deliveries.map(({ planned }) => planned)).size,
    incidentsOpened: taken.size,
    duplicatesOpened: opened.length - taken.size,
    lost: acknowledged.filter(isLost).length,
    unsettled: acknowledged.filter((delivery) => NOT_TERMINAL.has(stateOf(delivery))).length,
    quarantined: deliveries.filter((delivery) => stateOf(delivery) === 'quarantined').length,
    deadLettered: deliveries.filter((delivery) => stateOf(delivery) === 'dead_lettered').length,
    wronglyAnswered: deliveries.filter((delivery) => !isRightlyAnswered(delivery)).length,
  };
};
