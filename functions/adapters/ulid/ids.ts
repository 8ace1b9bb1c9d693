import { monotonicFactory } from 'ulid';
import type { Ids } from '../../core/ports/ids.ts';

/** Ids from ULIDs that also sort within one millisecond of one process. */
export const ulidIds = (): Ids => {
  const next = monotonicFactory();
  return { incident: () => `INC-${next()}`, receipt: () => `RCP-${next()}`, window: () => `WIN-${next()}` };
};
