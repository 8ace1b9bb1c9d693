import type { Ids } from '../../../functions/core/ports/ids.ts';

const TIME_PART = '01KJQ0000000';

/** Ids in the form of real ones that count up from 1: `sequentialIds().incident()` ends in `...0001`. */
export const sequentialIds = (): Ids => {
  let last = 0;
  const next = () => {
    last += 1;
    return `${TIME_PART}${String(last).padStart(26 - TIME_PART.length, '0')}`;
  };
  return {
    incident: () => `INC-${next()}`,
    receipt: () => `RCP-${next()}`,
    window: () => `WIN-${next()}`,
    grant: () => `GRT-${next()}`,
  };
};
