import { type Breaker, type Delivery, noDelivery, type SinkName } from '../../../functions/core/domain/delivery.ts';
import type { IncidentId } from '../../../functions/core/domain/incident.ts';
import type { Deliveries } from '../../../functions/core/ports/deliveries.ts';

/** Deliveries in memory. */
export const inMemoryDeliveries = (): Deliveries => {
  const kept = new Map<string, Delivery>();
  const since = new Map<string, string>();
  const breakers = new Map<SinkName, Breaker>();
  const keyOf = (id: IncidentId, sink: SinkName) => `${id} ${sink}`;
  const read = (id: IncidentId, sink: SinkName) => kept.get(keyOf(id, sink)) ?? noDelivery(id, sink);
  return {
    want: async (id, sinks, seq, at) => {
      for (const sink of sinks) {
        if (kept.has(keyOf(id, sink)) && read(id, sink).wantedSeq >= seq) continue;
        kept.set(keyOf(id, sink), { ...read(id, sink), wantedSeq: seq });
        since.set(keyOf(id, sink), at);
      }
    },
    read: async (id, sink) => read(id, sink),
    save: async (delivery) => {
      const { incidentId: id, sink, version } = delivery;
      const known = read(id, sink);
      const caughtUp = delivery.leaseUntil === undefined && delivery.deliveredSeq >= delivery.wantedSeq;
      if (known.version !== version || (caughtUp && known.wantedSeq !== delivery.wantedSeq)) return 'conflict';
      const saved = { ...delivery, version: version + 1, wantedSeq: known.wantedSeq };
      kept.set(keyOf(id, sink), saved);
      if (caughtUp) since.delete(keyOf(id, sink));
      return saved;
    },
    of: async (id) => [...kept.values()].filter(({ incidentId }) => incidentId === id),
    behind: async (limit) =>
      [...since]
        .map(([key, at]) => ({ delivery: kept.get(key), at }))
        .flatMap(({ delivery, at }) =>
          delivery === undefined ? [] : [{ incidentId: delivery.incidentId, sink: delivery.sink, since: at }],
        )
        .sort((a, b) => (a.since < b.since ? -1 : 1))
        .slice(0, limit),
    breaker: async (sink) => breakers.get(sink) ?? { sink, failures: 0 },
    saveBreaker: async (breaker) => void breakers.set(breaker.sink, breaker),
  };
};
