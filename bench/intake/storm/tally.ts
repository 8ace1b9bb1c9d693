import type { WholeIncident } from '../../../functions/core/domain/incident.ts';
import type { Delivery } from '../deliver.ts';
import type { Settled } from '../settle.ts';
import type { StormMessage } from './traffic.ts';

/** What became of a storm. */
export interface StormTally {
  readonly groups: number;
  readonly alerts: number;
  readonly acknowledged: number;
  readonly services: number;
  /** So many incidents are a storm by the policy; from then on nothing opens beside what people have. */
  readonly stormAfter: number;
  readonly opened: number;
  /** The most incidents that were open about one service, over all of the storm. */
  readonly mostOfOneService: number;
  /** Executions beyond the first of an incident. */
  readonly startedAgain: number;
  /** Alerts that no incident holds, and messages that came to no end. */
  readonly lost: number;
  readonly actions: number;
}

/** Counts a storm against the receipts and against what the record holds. */
export const stormTallyOf = (
  messages: readonly StormMessage[],
  deliveries: readonly Delivery[],
  settled: Settled,
  incidents: readonly WholeIncident[],
  stormAfter: number,
): StormTally => {
  const groups = new Set(messages.map(({ planned }) => planned.groupKey));
  const ours = incidents.filter(({ incident }) => groups.has(incident.groupKey));
  const held = new Set(ours.flatMap(({ alerts }) => alerts.map(({ fingerprint }) => fingerprint)));
  const fingerprints = messages.flatMap((message) => message.fingerprints);
  const perService = Map.groupBy(ours, ({ incident }) => incident.service);
  const ended = ({ receiptId }: Delivery): boolean =>
    receiptId !== undefined && !['queued', 'missing', 'dead_lettered'].includes(settled[receiptId] ?? 'missing');
  return {
    groups: groups.size,
    alerts: fingerprints.length,
    acknowledged: deliveries.filter(({ status }) => status === 202).length,
    services: perService.size,
    stormAfter,
    opened: ours.length,
    mostOfOneService: Math.max(0, ...[...perService.values()].map((some) => some.length)),
    startedAgain: ours.reduce((sum, { incident }) => sum + incident.attempt - 1, 0),
    lost:
      fingerprints.filter((one) => !held.has(one)).length + deliveries.filter((delivery) => !ended(delivery)).length,
    actions: ours.reduce((sum, { actions }) => sum + actions.length, 0),
  };
};
