import * as z from 'zod';
import type { Timer } from '../domain/timer.ts';
import { IncidentIdText } from './workflow.ts';

/** Each kind of timer with its ids; a new kind is a line here and in `domain/timer.ts`. */
const TimerShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('approval_due'), incidentId: IncidentIdText, planDigest: z.string().min(1) }),
  z.object({ kind: z.literal('split_due'), incidentId: IncidentIdText }),
  z.object({ kind: z.literal('watch_due') }),
]) satisfies z.ZodType<Timer>;

/** A timer on its way through the queue. */
export const TimerMessage = z.object({
  /** When it is to fire; a queue delays for 15 minutes at most, so it may come by earlier. */
  due: z.iso.datetime(),
  timer: TimerShape,
});
export type TimerMessage = z.infer<typeof TimerMessage>;
