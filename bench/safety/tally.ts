import type { Facts } from '../../functions/core/domain/laws/record.ts';
import { judgeRecord } from '../../functions/core/domain/laws.ts';

/** What the record says of all scenarios together. */
export interface Tally {
  readonly actions: number;
  readonly undoings: number;
  /** Refusals by their reason: of the envelope, and of the gate. */
  readonly refused: Readonly<Record<string, number>>;
  readonly rollbacks: {
    readonly attempted: number;
    readonly verified: number;
    readonly nothing: number;
    readonly failed: number;
  };
  /** Actions that break a law of the envelope. */
  readonly outsideEnvelope: number;
  /** Actions that started twice under one key, or that are not their own. */
  readonly doubles: number;
}

const ENVELOPE = ['actions-planned', 'actions-in-time', 'actions-unbraked', 'actions-locked'];
const ONCE = ['actions-once', 'rollbacks-belong'];
const REFUSALS = ['plan.denied', 'plan.asked', 'action.refused'];

const breachesOf = (facts: Facts, laws: readonly string[]): number =>
  judgeRecord(facts)
    .filter(({ law }) => laws.includes(law))
    .reduce((sum, { breaches }) => sum + breaches.length, 0);

export const tallyOf = (facts: Facts): Tally => {
  const { incidents } = facts.record;
  const actions = incidents.flatMap((whole) => whole.actions);
  const timeline = incidents.flatMap((whole) => whole.timeline);
  const counted = (kind: string): number => timeline.filter((entry) => entry.kind === kind).length;
  const refused = Map.groupBy(
    timeline.filter(({ kind }) => REFUSALS.includes(kind)),
    ({ reason }) => reason ?? 'no reason',
  );
  const [verified, nothing, failed] = [
    counted('rollback.done'),
    counted('rollback.unneeded'),
    counted('rollback.failed'),
  ];
  return {
    actions: actions.filter(({ undoes, result }) => undoes === undefined && result === 'done').length,
    undoings: actions.filter(({ undoes }) => undoes !== undefined).length,
    refused: Object.fromEntries([...refused].map(([reason, entries]) => [reason, entries.length])),
    rollbacks: { attempted: verified + nothing + failed, verified, nothing, failed },
    outsideEnvelope: breachesOf(facts, ENVELOPE),
    doubles: breachesOf(facts, ONCE),
  };
};
