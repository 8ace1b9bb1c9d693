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
  /** Whom the engine suspected in the same diagnosis, and who calls whom; absent in what was recorded before it was kept. */
  engine: z
    .object({
      suspects: z.array(z.object({ service: z.string(), signal: z.string(), confidence: z.number() })),
      calls: z.array(z.tuple([z.string(), z.string()])),
    })
    .optional(),
});
export type RecordedEvidence = z.infer<typeof RecordedEvidence>;

const DIGITS = 4;

/** What the first diagnosis of an incident rested on; undefined when there was none. */
export const evidenceIn = (fault: string, { diagnoses }: IncidentView): RecordedEvidence | undefined => {
  const [first] = diagnoses;
  if (first === undefined) return undefined;
  const { examination } = first;
  const engine = examination && {
    suspects: examination.suspects.map(({ service, signal, confidence }) => ({
      service,
      signal,
      confidence: Number(confidence.toPrecision(DIGITS)),
    })),
    calls: examination.calls.map(([caller, callee]): [string, string] => [caller, callee]),
  };
  return {
    fault,
    ...(engine && { engine }),
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
