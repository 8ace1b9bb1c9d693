import { DependencyUnavailable } from '../domain/errors.ts';
import type { Receipt, ReceiptId } from '../domain/receipt.ts';
import { instant, secondsBetween } from '../domain/time.ts';
import type { DrillNote } from '../domain/watch-notes.ts';
import type { Clock } from '../ports/clock.ts';
import type { Drill } from '../ports/drill.ts';
import type { Meter } from '../ports/meter.ts';
import type { Note } from '../ports/note.ts';
import type { PolicySource } from '../ports/policy-source.ts';
import type { ReceiptStore } from '../ports/receipt-store.ts';

export interface RunDrillDeps {
  readonly drill: Drill;
  readonly receipts: ReceiptStore;
  readonly note: Note<DrillNote>;
  readonly meter: Meter;
  readonly policies: PolicySource;
  readonly clock: Clock;
}

export interface DrillRun {
  /** Seconds from sending to the terminal receipt of the one before, when it has just been seen at its end. */
  readonly latency?: number | undefined;
  /** The one that was sent now. */
  readonly sent?: ReceiptId | undefined;
}

/** Rounds do not come to the second; one that comes this much early still sends. */
const TOLERANCE = 10;

/** Sends us a synthetic notification now and then, and measures how long the last one took to its terminal receipt. */
export const makeRunDrill = ({ drill, receipts, note, meter, policies, clock }: RunDrillDeps) => {
  /** What the receipt says at its end; undefined while it is under way, or has been seen there before. */
  const ended = async (last: DrillNote | undefined): Promise<Receipt | undefined> => {
    if (last === undefined || last.followed) return undefined;
    const receipt = await receipts.read(last.receiptId);
    return receipt?.state === 'queued' ? undefined : receipt;
  };

  return async (): Promise<DrillRun> => {
    const [{ value: last, version }, { timings }] = await Promise.all([note.read(), policies.current()]);
    const now = instant(clock());
    const receipt = await ended(last);
    const through = receipt?.state === 'recorded';
    const latency = last && through ? Math.max(0, secondsBetween(last.sentAt, receipt.settledAt ?? now)) : undefined;
    if (latency !== undefined) meter.add('drill_latency_seconds', latency);

    const due = last === undefined || secondsBetween(last.sentAt, now) >= timings.drill - TOLERANCE;
    const sent = due ? await drill.send(now) : undefined;
    const remembered = { latency: latency ?? last?.latency };
    if (sent !== undefined) {
      await note.write({ sentAt: now, receiptId: sent, followed: false, ...remembered }, version);
    } else if (last !== undefined && receipt !== undefined) {
      await note.write({ ...last, followed: true, ...remembered }, version);
    }
    if (receipt === undefined || through) return { latency, sent };
    throw new DependencyUnavailable('intake', `the drill ${receipt.id} ended as ${receipt.state}, not as recorded`);
  };
};

export type RunDrill = ReturnType<typeof makeRunDrill>;
