import * as z from 'zod';
import type { IncidentView } from '../../functions/core/contracts/api.ts';

/** What was observed for every cause at every place while a fault went on. */
export const RecordedEvidence = z.object({
  /** The fault that was injected. */
  fault: z.string(),
  candidates: z.array(
    z.object({
      fault: z.string(),
      service: z.string(),
      dependency: z.string(),
      /** By clue; `null` where nothing could be observed. */
      values: z.record(z.string(), z.number().nullable()),
    }),
  ),
});
export type RecordedEvidence = z.infer<typeof RecordedEvidence>;

const DIGITS = 4;

/** What the first diagnosis of an incident rested on; undefined when there was none. */
export const evidenceIn = (fault: string, { diagnoses }: IncidentView): RecordedEvidence | undefined => {
  const [first] = diagnoses;
  if (first === undefined) return undefined;
  return {
    fault,
    candidates: first.hypotheses.map(({ fault: cause, scope, weighed }) => ({
      fault: cause,
      ...scope,
      values: Object.fromEntries(
        weighed.map(({ clue, evidence }) => [
          clue,
          evidence.value === undefined ? null : Number(evidence.value.toPrecision(DIGITS)),
        ]),
      ),
    })),
  };
};
