import * as z from 'zod';
import { agreed } from '../../core/contracts/agreed.ts';
import type { JsonObject } from '../../core/domain/json.ts';
import type { Ran } from '../../core/ports/action-runner.ts';
import { BLOCKED_BY, TERMINATE_BLOCKER } from './blocker-statements.ts';
import { type ConnectionUrl, connected, type Run } from './connecting.ts';

/** How long the session is given to end. */
const ENDS_WITHIN_MS = 2_000;

const Parameters = z.object({
  connection: z.string().min(1),
  applicationNamePrefix: z.string().min(1),
  blocker: z.object({
    pid: z.int().min(1),
    backendStart: z.iso.datetime(),
    transactionStart: z.iso.datetime(),
    applicationName: z.string().min(1),
  }),
});
type Parameters = z.infer<typeof Parameters>;

const Blocking = z.tuple([z.object({ blocking: z.int() })]);

const parametersIn = (given: JsonObject): Parameters => agreed(Parameters, given, 'parameters of terminate-blocker');

const blockingNow = async (run: Run, { applicationNamePrefix, blocker }: Parameters): Promise<number> => {
  const { pid, backendStart, transactionStart, applicationName } = blocker;
  const rows = await run(BLOCKED_BY, [applicationNamePrefix, pid, backendStart, transactionStart, applicationName]);
  return Blocking.parse(rows)[0].blocking;
};

/** How many sessions the planned one still blocks, in the very transaction in which it was found. */
export const stillBlocking = (urlOf: ConnectionUrl, given: JsonObject): Promise<{ readonly blocking: number }> => {
  const parameters = parametersIn(given);
  return connected(urlOf, parameters.connection, async (run) => ({ blocking: await blockingNow(run, parameters) }));
};

/** Ends the one planned session, if others still wait for it in the very transaction in which it was found. */
export const terminateBlocker = (urlOf: ConnectionUrl, given: JsonObject): Promise<Ran> => {
  const parameters = parametersIn(given);
  const { pid, backendStart, transactionStart, applicationName } = parameters.blocker;
  return connected(urlOf, parameters.connection, async (run): Promise<Ran> => {
    const found = { blocking: await blockingNow(run, parameters) };
    if (found.blocking === 0) return { outcome: 'skipped', found, why: `nobody waits for session ${pid} any more` };
    const session = [pid, backendStart, transactionStart, applicationName];
    const [row] = await run(TERMINATE_BLOCKER, [...session, ENDS_WITHIN_MS]);
    if (row === undefined) return { outcome: 'skipped', found, why: `session ${pid} has ended by itself` };
    if (row['ended'] === true) return { outcome: 'done', found, changed: { blocking: 0, ended: pid } };
    return { outcome: 'failed', found, error: `session ${pid} did not end within ${ENDS_WITHIN_MS} ms` };
  });
};
