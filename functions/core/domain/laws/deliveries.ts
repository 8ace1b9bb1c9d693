import type { Delivery } from '../delivery.ts';
import { isOver } from '../incident.ts';
import { sinksOn } from '../integrations.ts';
import { secondsBetween } from '../time.ts';
import { type Law, lawForEach, lawForIncidents, unless } from './law.ts';

/** Seconds that a delivery under way is given before it counts as missing. */
const YOUNG = 60;

export const DELIVERY_LAWS: readonly Law[] = [
  lawForIncidents(
    'endings-delivered',
    'the timeline of every incident that is over has reached each sink, or the sink’s delivery says why not',
    ({ incident }, { record, now }) => {
      if (!isOver(incident.status) || secondsBetween(incident.updatedAt, now) < YOUNG) return [];
      const sinks = record.policy === undefined ? [] : sinksOn(record.policy.integrations);
      return sinks.flatMap((sink) => {
        const delivery = record.deliveries.find((one) => one.incidentId === incident.id && one.sink === sink);
        if (delivery === undefined) {
          // What ended before a sink was switched on is not told to it.
          return record.deliveries.some((one) => one.incidentId === incident.id)
            ? [`nothing of it went to ${sink}`]
            : [];
        }
        const { deliveredSeq, why } = delivery;
        return unless(
          deliveredSeq >= incident.seq || why !== undefined,
          `${sink} has it up to entry ${deliveredSeq} of ${incident.seq}, and nothing says why`,
        );
      });
    },
  ),
  lawForEach(
    'deliveries-within',
    'nothing was delivered that is not on the timeline, and what a sink refused says why',
    ({ record }) => record.deliveries,
    ({ incidentId, sink }) => `${incidentId} at ${sink}`,
    ({ incidentId, deliveredSeq, refused }, { record }) => {
      const seq = record.incidents.find(({ incident }) => incident.id === incidentId)?.incident.seq;
      if (seq === undefined) return ['is a delivery of no incident'];
      return [
        ...unless(deliveredSeq <= seq, `delivered up to ${deliveredSeq}, but the timeline ends at ${seq}`),
        ...unless(
          refused.every(({ why }) => why !== ''),
          'something was refused without a reason',
        ),
      ];
    },
  ),
  lawForEach(
    'tickets-apart',
    'no two incidents have the same ticket, or the same message',
    ({ record }) => record.deliveries.filter((one) => placeOf(one) !== undefined),
    ({ incidentId, sink }) => `${incidentId} at ${sink}`,
    (mine, { record }) =>
      record.deliveries
        .filter(
          (other) => other.sink === mine.sink && placeOf(other) === placeOf(mine) && other.incidentId < mine.incidentId,
        )
        .map((other) => `its place ${placeOf(mine)} is that of ${other.incidentId}`),
  ),
];

/** What a sink calls the incident's own: a ticket's key, a message. */
const placeOf = ({ refs }: Delivery): string | undefined => refs['key'] ?? refs['message'];
