import type { Meter, MeterName } from '../../../functions/core/ports/meter.ts';

/** A meter that only remembers. */
export interface RecordingMeter extends Meter {
  readonly added: { readonly name: MeterName; readonly value: number }[];
}

export const recordingMeter = (): RecordingMeter => {
  const added: { name: MeterName; value: number }[] = [];
  return { added, add: (name, value) => void added.push({ name, value }) };
};
