import type * as z from 'zod';
import { agreed } from '../../core/contracts/agreed.ts';
import type { JsonObject } from '../../core/domain/json.ts';
import type { Ran } from '../../core/ports/action-runner.ts';
import { type ConnectionUrl, connected, type Run, whatOf } from './connecting.ts';
import { type Met, Parameters, type PlannedSession, whatIsMet } from './planned-sessions.ts';
import { SESSIONS_NOW, TERMINATE } from './statements.ts';

/** How long a session is given to end. */
const ENDS_WITHIN_MS = 1_000;

type Ended = 'ended' | 'did not end' | 'changed meanwhile';

/** Ends exactly the planned sessions, each only if it is still what the plan saw. */
export const terminateIdleSessions = (urlOf: ConnectionUrl, parameters: JsonObject): Promise<Ran> => {
  const { connection, sessions } = plannedIn(parameters);
  return connected(urlOf, connection, (run) => endAll(run, sessions));
};

/** How many of the planned sessions still idle in the transaction in which they were found. */
export const idleStill = (urlOf: ConnectionUrl, parameters: JsonObject): Promise<JsonObject> => {
  const { connection, sessions } = plannedIn(parameters);
  return connected(urlOf, connection, async (run) => {
    const met = whatIsMet(sessions, await run(SESSIONS_NOW, [sessions.map(({ pid }) => pid)]));
    return { idleInTransaction: met.filter(({ now }) => now === 'idle in transaction').length };
  });
};

const plannedIn = (parameters: JsonObject): z.infer<typeof Parameters> =>
  agreed(Parameters, parameters, 'parameters of terminate-idle-sessions');

const endAll = async (run: Run, sessions: readonly PlannedSession[]): Promise<Ran> => {
  const met = whatIsMet(sessions, await run(SESSIONS_NOW, [sessions.map(({ pid }) => pid)]));
  const found = { sessions: met.map(asFound) };
  const waiting = met.filter(({ now }) => now === 'idle in transaction').map(({ session }) => session);
  if (waiting.length === 0) {
    const why = `none of the ${sessions.length} sessions idles in its transaction any more`;
    return { outcome: 'skipped', found, why };
  }

  const ended = new Map<number, Ended>();
  try {
    for (const session of waiting) ended.set(session.pid, await end(run, session));
  } catch (error) {
    // What was ended is part of the answer; an exception would lose it.
    const what = `stopped after ${ended.size} of ${waiting.length} sessions: ${whatOf(error)}`;
    return { outcome: 'failed', found: { ...found, ended: pidsThat(ended, 'ended') }, error: what };
  }
  return conclude(found, ended);
};

const end = async (
  run: Run,
  { pid, backendStart, transactionStart, applicationName }: PlannedSession,
): Promise<Ended> => {
  const [row] = await run(TERMINATE, [pid, backendStart, transactionStart, applicationName, ENDS_WITHIN_MS]);
  if (row === undefined) return 'changed meanwhile';
  return row['ended'] === true ? 'ended' : 'did not end';
};

const conclude = (found: JsonObject, ended: ReadonlyMap<number, Ended>): Ran => {
  const changed = { ended: pidsThat(ended, 'ended') };
  const stubborn = pidsThat(ended, 'did not end');
  if (stubborn.length > 0) {
    const error = `${stubborn.length} of ${ended.size} sessions did not end within ${ENDS_WITHIN_MS} ms`;
    return { outcome: 'failed', found: { ...found, ...changed }, error };
  }
  return changed.ended.length === 0
    ? { outcome: 'skipped', found, why: 'every session went on by itself before it was ended' }
    : { outcome: 'done', found, changed };
};

const pidsThat = (ended: ReadonlyMap<number, Ended>, how: Ended): number[] =>
  [...ended].filter(([, was]) => was === how).map(([pid]) => pid);

const asFound = ({ session: { pid, applicationName }, now }: Met): JsonObject => ({ pid, applicationName, met: now });
