import { ContractViolation } from '../domain/errors.ts';
import type { Incident, WholeIncident } from '../domain/incident.ts';
import type { ExecutionState } from '../domain/laws/record.ts';
import type { Reason } from '../domain/reason.ts';
import type { ReceiptId } from '../domain/receipt.ts';
import { type Instant, instant, plusSeconds, secondsBetween } from '../domain/time.ts';
import type { Executions } from '../ports/executions.ts';
import type { Meter } from '../ports/meter.ts';
import type { ReceiptStore } from '../ports/receipt-store.ts';
import type { Workflow } from '../ports/workflow.ts';
import { makeChangeIncident } from './change-incident.ts';
import { type CloseDeps, makeCloseIncident } from './close-incident.ts';
import { eachAlone, eachAloneOf } from './each-alone.ts';
import { type EscalateDeps, makeEscalateIncident } from './escalate-incident.ts';

export interface SweepDeps extends EscalateDeps, CloseDeps {
  readonly executions: Executions;
  readonly workflow: Workflow;
  readonly receipts: ReceiptStore;
  readonly meter: Meter;
}

export type Tended = 'worked_on' | 'restarted' | 'escalated' | 'closed';

export interface Swept {
  /** How many incidents met which fate. */
  readonly tended: Readonly<Partial<Record<Tended, number>>>;
  /** Hand-overs that people had not been told of. */
  readonly told: number;
  /** Receipts that have waited for too long. */
  readonly stuck: readonly ReceiptId[];
}

const ACTOR = 'keep-watch';
/** Whatever was touched more recently than this is still in somebody's hands. Seconds. */
const YOUNG = 60;
/** A notification should have been taken in by then. Seconds. */
const STUCK = 300;
/** Work that was lost this often would be lost again. */
const MOST_ATTEMPTS = 3;
const AT_ONCE = 10;
/** How many are looked at in one round; the longest untouched first. */
const MOST = 200;
/** How far back hand-overs are looked for. */
const TOLD_WITHIN = 7 * 86_400;

/** Finds incidents that nobody works on any more and starts them anew, or hands them to people; tells who was not told. */
export const makeSweepIncidents = (deps: SweepDeps) => {
  const { store, executions, workflow, receipts, meter, clock } = deps;
  const change = makeChangeIncident(store);
  const escalate = makeEscalateIncident(deps);
  const close = makeCloseIncident(deps);

  /** Its parts, should they be readable: one that is not goes to people all the same. */
  const partsOf = async ({ id }: Incident): Promise<WholeIncident | undefined> => {
    try {
      return await store.readWhole(id);
    } catch (error) {
      if (error instanceof ContractViolation) return undefined;
      throw error;
    }
  };

  const restart = async ({ id, attempt, status }: Incident, state: ExecutionState): Promise<Tended> => {
    const text = `Its execution is ${state} and nothing had been started: begun anew.`;
    const restarted = await change(id, (current) =>
      current?.attempt === attempt && current.status === status
        ? {
            entries: [{ kind: 'execution.restarted', actor: ACTOR, reason: 'execution_lost', text }],
            facts: { attempt: attempt + 1 },
          }
        : undefined,
    );
    if (restarted === undefined) return 'worked_on';
    await workflow.start(id, restarted.attempt);
    return 'restarted';
  };

  const tend = async (incident: Incident, now: Instant): Promise<Tended> => {
    const { id, attempt, status } = incident;
    const state = await executions.stateOf(id, attempt);
    if (state === 'RUNNING' || state === 'PENDING_REDRIVE') return 'worked_on';
    const whole = await partsOf(incident);
    if (whole !== undefined && isLeased(whole, now)) return 'worked_on';
    meter.add('executions_lost_total', 1);
    if (status === 'resolved') return (await close(id, attempt)) === 'closed' ? 'closed' : 'worked_on';
    if (whole !== undefined && mayRestart(whole, state)) return restart(incident, state);
    const reason: Reason = state === 'ABORTED' ? 'execution_aborted' : 'execution_lost';
    return (await escalate(id, attempt, reason)) === 'escalated' ? 'escalated' : 'worked_on';
  };

  const untended = async (now: Instant): Promise<readonly Tended[]> => {
    const old = (await store.unfinished()).filter(({ updatedAt }) => secondsBetween(updatedAt, now) >= YOUNG);
    const longest = old.toSorted((a, b) => (a.updatedAt < b.updatedAt ? -1 : 1)).slice(0, MOST);
    return eachAloneOf(longest, AT_ONCE, (incident) => tend(incident, now));
  };

  const untold = async (now: Instant): Promise<number> => {
    const openedSince = plusSeconds(now, -TOLD_WITHIN);
    const { incidents } = await store.list({ status: 'escalated', openedSince, limit: 100 });
    const waiting = incidents.filter(
      ({ toldAt, updatedAt }) => toldAt === undefined && secondsBetween(updatedAt, now) >= YOUNG,
    );
    await eachAloneOf(waiting, AT_ONCE, ({ id, attempt }) => escalate(id, attempt));
    return waiting.length;
  };

  const stuck = async (now: Instant): Promise<readonly ReceiptId[]> => {
    const found = await receipts.stuck(plusSeconds(now, -STUCK), 100);
    if (found.length > 0) meter.add('receipts_stuck', found.length);
    return found.map(({ id }) => id);
  };

  return async (): Promise<Swept> => {
    const now = instant(clock());
    const swept: { tended: readonly Tended[]; told: number; stuck: readonly ReceiptId[] } = {
      tended: [],
      told: 0,
      stuck: [],
    };
    await eachAlone([
      untended(now).then((tended) => void Object.assign(swept, { tended })),
      untold(now).then((told) => void Object.assign(swept, { told })),
      stuck(now).then((found) => void Object.assign(swept, { stuck: found })),
    ]);
    return { ...swept, tended: countsOf(swept.tended) };
  };
};

export type SweepIncidents = ReturnType<typeof makeSweepIncidents>;

/** Whether an action is still within the time that its Lambda has for it. */
const isLeased = ({ actions }: WholeIncident, now: Instant): boolean =>
  actions.some(({ result, leaseUntil }) => result === 'started' && leaseUntil > now);

/** Only what has changed nothing yet begins anew, not too often, and not what somebody stopped on purpose. */
const mayRestart = ({ incident, actions }: WholeIncident, state: ExecutionState): boolean =>
  (incident.status === 'open' || incident.status === 'diagnosing') &&
  actions.length === 0 &&
  incident.attempt < MOST_ATTEMPTS &&
  state !== 'ABORTED';

const countsOf = (tended: readonly Tended[]): Swept['tended'] =>
  Object.fromEntries([...Map.groupBy(tended, (one) => one)].map(([fate, all]) => [fate, all.length]));
