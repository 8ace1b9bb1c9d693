import * as z from 'zod';
import { IncidentIdText } from '../core/contracts/workflow.ts';
import type { Reason } from '../core/domain/reason.ts';
import { makeLogger } from '../runtime/logger.ts';
import { escalate } from './wiring.ts';

const REASON = {
  FAILED: 'execution_failed',
  TIMED_OUT: 'execution_timed_out',
  ABORTED: 'execution_aborted',
} as const satisfies Record<string, Reason>;

const ExecutionEnded = z.object({
  detail: z.object({
    name: z.string().regex(/^INC-[0-9A-HJKMNP-TV-Z]{26}-\d+$/),
    status: z.enum(['FAILED', 'TIMED_OUT', 'ABORTED']),
  }),
});

const logger = makeLogger('watch-executions');

/** Escalates the incident of an execution that ended in a way which the definition itself cannot catch. */
export const handler = async (event: unknown): Promise<void> => {
  const { name, status } = ExecutionEnded.parse(event).detail;
  const split = name.lastIndexOf('-');
  const outcome = await escalate(
    IncidentIdText.parse(name.slice(0, split)),
    Number(name.slice(split + 1)),
    REASON[status],
  );
  logger.info('lost execution handled', { name, status, outcome });
};
