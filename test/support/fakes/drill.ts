import type { ReceiptId } from '../../../functions/core/domain/receipt.ts';
import type { Instant } from '../../../functions/core/domain/time.ts';
import type { Drill } from '../../../functions/core/ports/drill.ts';
import type { Ids } from '../../../functions/core/ports/ids.ts';

/** A drill that only remembers when it was sent, and as what. */
export interface RecordingDrill extends Drill {
  readonly sent: { readonly at: Instant; readonly receiptId: ReceiptId }[];
  /** Every sending fails with this while it is set. */
  failing: Error | undefined;
}

export const recordingDrill = (ids: Ids): RecordingDrill => {
  const fake: RecordingDrill = {
    sent: [],
    failing: undefined,
    send: async (at) => {
      if (fake.failing) throw fake.failing;
      const receiptId = ids.receipt('generic');
      fake.sent.push({ at, receiptId });
      return receiptId;
    },
  };
  return fake;
};
