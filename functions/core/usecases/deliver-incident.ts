import { closedIn, type Delivery, restAfter, type SinkName, tripped, withRefused } from '../domain/delivery.ts';
import { ContractViolation, DependencyUnavailable } from '../domain/errors.ts';
import type { IncidentId, WholeIncident } from '../domain/incident.ts';
import { instant, plusSeconds } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Deliveries } from '../ports/deliveries.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { Sink } from '../ports/sink.ts';

export interface DeliverDeps {
  readonly store: Pick<IncidentStore, 'readWhole'>;
  readonly deliveries: Deliveries;
  readonly clock: Clock;
  /** The sink if it is on and this incident goes there, or why not. */
  readonly sinkFor: (name: SinkName, whole: WholeIncident) => Promise<Sink | 'off' | 'not_routed'>;
  /** After this long whoever delivered is not at it any more: longer than the Lambda's own timeout. */
  readonly leaseSeconds: number;
  /** Nothing new is begun after so many seconds. */
  readonly budgetSeconds: number;
}

export type Delivered =
  | { readonly outcome: 'delivered' }
  /** Comes again after so many seconds, and must be woken for that. */
  | { readonly outcome: 'again'; readonly seconds: number; readonly why: string }
  /** Somebody will be woken for it already. */
  | { readonly outcome: 'waiting' };

const again = (seconds: number, why: string): Delivered => ({ outcome: 'again', seconds: Math.max(1, seconds), why });

/** Another writer took over: what is not known to have arrived is theirs to look for. */
const LOST = again(2, 'another delivery is at work on it');

/** A configuration that is wrong is corrected by a person; until then it is tried now and then. */
const MISCONFIGURED_SECONDS = 300;

/** Brings one sink everything of an incident that is due there, in order, each entry once. */
export const makeDeliverIncident = (deps: DeliverDeps) => {
  const { store, deliveries, clock, sinkFor, leaseSeconds, budgetSeconds } = deps;
  const now = () => instant(clock());

  const failed = async (held: Delivery, error: unknown): Promise<Delivered> => {
    if (!(error instanceof DependencyUnavailable || error instanceof ContractViolation)) throw error;
    const asked = error instanceof DependencyUnavailable ? error.retryAfterSeconds : MISCONFIGURED_SECONDS;
    const failures = held.failures + 1;
    const seconds = restAfter(failures, asked);
    const why = error.message.slice(0, 500).toWellFormed();
    const retryAt = plusSeconds(now(), seconds);
    const written = await deliveries.save({ ...held, failures, why, retryAt, leaseUntil: undefined });
    if (error instanceof DependencyUnavailable) {
      await deliveries.saveBreaker(tripped(await deliveries.breaker(held.sink), now(), error.retryAfterSeconds));
    }
    return written === 'conflict' ? LOST : again(seconds, why);
  };

  const run = async (claimed: Delivery, whole: WholeIncident, sink: Sink): Promise<Delivered> => {
    const until = clock().getTime() + budgetSeconds * 1000;
    let held = claimed;
    try {
      for (const entry of whole.timeline.filter(({ seq }) => seq > claimed.deliveredSeq)) {
        if (clock().getTime() > until) break;
        const fact = { whole, entry, refs: held.refs };
        if (!sink.concerns(fact)) {
          held = { ...held, deliveredSeq: entry.seq };
          continue;
        }
        const uncertain = held.sendingSeq === entry.seq;
        const begun = await deliveries.save({ ...held, sendingSeq: entry.seq });
        if (begun === 'conflict') return LOST;
        held = begun;
        const told = await sink.tell({ ...fact, uncertain, newest: entry.seq === whole.incident.seq });
        if (told.outcome === 'not_yet') {
          const { why, seconds, refs } = told;
          const retryAt = plusSeconds(now(), seconds);
          const rest = { ...held, refs: { ...held.refs, ...refs }, why, retryAt, leaseUntil: undefined };
          return (await deliveries.save(rest)) === 'conflict' ? LOST : again(seconds, why);
        }
        held = {
          ...held,
          deliveredSeq: entry.seq,
          sendingSeq: undefined,
          refs: { ...held.refs, ...told.refs },
          ...(told.outcome === 'refused' && {
            refused: withRefused(held.refused, { seq: entry.seq, why: told.why }),
          }),
        };
      }
    } catch (error) {
      return failed(held, error);
    }
    return release(held);
  };

  const release = async (held: Delivery): Promise<Delivered> => {
    const rest = { ...held, failures: 0, retryAt: undefined, why: undefined, leaseUntil: undefined };
    const { failures, openUntil } = await deliveries.breaker(held.sink);
    if (failures > 0 || openUntil !== undefined) await deliveries.saveBreaker({ sink: held.sink, failures: 0 });
    const saved = await deliveries.save(rest);
    if (saved !== 'conflict') {
      return saved.deliveredSeq < saved.wantedSeq ? again(1, 'there is more') : { outcome: 'delivered' };
    }
    // More came while this was under way; what arrived must still be written down.
    const current = await deliveries.read(held.incidentId, held.sink);
    if (current.version !== held.version) return LOST;
    const kept = await deliveries.save({ ...rest, wantedSeq: current.wantedSeq });
    return kept === 'conflict' ? LOST : again(1, 'there is more');
  };

  return async (id: IncidentId, name: SinkName): Promise<Delivered> => {
    const found = await deliveries.read(id, name);
    const at = now();
    if (found.leaseUntil !== undefined && found.leaseUntil > at) {
      return again((Date.parse(found.leaseUntil) - Date.parse(at)) / 1000, 'another delivery is at work on it');
    }
    // Whoever set it sent a wake for then; this one comes from something newer.
    if (found.retryAt !== undefined && Date.parse(found.retryAt) - Date.parse(at) > 1000) return { outcome: 'waiting' };
    const open = closedIn(await deliveries.breaker(name), at);
    if (open > 0) return again(Math.ceil(open), `${name} is left alone after failures in a row`);
    const claimed = await deliveries.save({ ...found, leaseUntil: plusSeconds(at, leaseSeconds) });
    if (claimed === 'conflict') return LOST;
    const whole = await store.readWhole(id);
    if (whole === undefined) throw new ContractViolation(`${id} is to be delivered, but there is no such incident`);
    const sink = await sinkFor(name, whole);
    if (typeof sink !== 'string') return run(claimed, whole, sink);
    const skipped = { ...claimed, deliveredSeq: whole.incident.seq, why: sink, leaseUntil: undefined };
    return (await deliveries.save(skipped)) === 'conflict' ? LOST : { outcome: 'delivered' };
  };
};

export type DeliverIncident = ReturnType<typeof makeDeliverIncident>;
