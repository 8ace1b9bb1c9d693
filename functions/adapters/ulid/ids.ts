import { hash } from 'node:crypto';
import { monotonicFactory, ulid } from 'ulid';
import { markedReceiptId } from '../../core/domain/receipt-id.ts';
import type { Ids } from '../../core/ports/ids.ts';

/** Ids from ULIDs; those of incidents also sort within one millisecond of one process. */
export const ulidIds = (): Ids => {
  const next = monotonicFactory();
  return {
    incident: () => `INC-${next()}`,
    window: () => `WIN-${next()}`,
    grant: () => `GRT-${next()}`,
    // What counts up in a monotonic one is its end, where the mark is.
    receipt: (source) => markedReceiptId(ulid(), source, (text) => hash('sha256', text)),
  };
};
