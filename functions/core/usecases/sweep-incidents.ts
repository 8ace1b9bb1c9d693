import { ContractViolation } from '../domain/errors.ts';
import type { Incident, WholeIncident } from '../domain/incident.ts';
import type { ExecutionState } from '../domain/laws/record.ts';
import { type Fate, fateOf, IN_HAND } from '../domain/lost-work.ts';
import { type Instant, instant, secondsBetween } from '../domain/time.ts';
import type { Executions } from '../ports/executions.ts';
import type { Meter } from '../ports/meter.ts';
import type { Workflow } from '../ports/workflow.ts';
import { makeChangeIncident } from './change-incident.ts';
import { type CloseDeps, makeCloseIncident } from './close-incident.ts';
import { eachAlone, eachAloneOf } from './each-alone.ts';
import { type EscalateDeps, makeEscalateIncident } from './escalate-incident.ts';
import { handedOver } from './handed-over.ts';

export interface SweepDeps extends EscalateDeps, CloseDeps {
  readonly executions: Executions;
  readonly workflow: Workflow;
  readonly meter: Meter;
}

export interface Swept {
  /** How many incidents met which fate. */
  readonly fates: Readonly<Partial<Record<Fate['fate'], number>>>;
  /** Hand-overs that people had not been told of. */
  readonly told: number;
}

const ACTOR = 'keep-watch';
const AT_ONCE = 10;
/** How many are looked at in one round; the longest untouched first. */
const MOST = 200;

/** Finds incidents that nobody works on any more and starts them anew, or hands them to people; tells who was not told. */
export const makeSweepIncidents = (deps: SweepDeps) => {
  const { store, executions, workflow, meter, clock } = deps;
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

  const restart = async ({ id, attempt, status }: Incident, state: ExecutionState): Promise<void> => {
    const text = `Its execution is ${state} and nothing had been started: begun anew.`;
    const restarted = await change(id, (current) =>
      current?.attempt === attempt && current.status === status
        ? {
            entries: [{ kind: 'execution.restarted', actor: ACTOR, reason: 'execution_lost', text }],
            facts: { attempt: attempt + 1 },
          }
        : undefined,
    );
    if (restarted !== undefined) await workflow.start(id, restarted.attempt);
  };

  const meet = async (incident: Incident, fate: Fate, state: ExecutionState): Promise<void> => {
    const { id, attempt } = incident;
    if (fate.fate === 'started') await workflow.start(id, attempt);
    if (fate.fate === 'restarted') await restart(incident, state);
    if (fate.fate === 'closed') await close(id, attempt);
    if (fate.fate === 'escalated') await escalate(id, attempt, fate.reason);
  };

  const tend = async (incident: Incident, now: Instant): Promise<Fate['fate']> => {
    const state = await executions.stateOf(incident.id, incident.attempt);
    if (fateOf(incident, undefined, state, now).fate === 'worked_on') return 'worked_on';
    const whole = await partsOf(incident);
    const fate = fateOf(whole?.incident ?? incident, whole, state, now);
    if (fate.fate !== 'worked_on') meter.add('executions_lost_total', 1);
    await meet(whole?.incident ?? incident, fate, state);
    return fate.fate;
  };

  const untended = async (now: Instant): Promise<readonly Fate['fate'][]> => {
    const old = (await store.unfinished()).filter(({ updatedAt }) => secondsBetween(updatedAt, now) >= IN_HAND);
    const longest = old.toSorted((a, b) => (a.updatedAt < b.updatedAt ? -1 : 1)).slice(0, MOST);
    return eachAloneOf(longest, AT_ONCE, (incident) => tend(incident, now));
  };

  const untold = async (now: Instant): Promise<number> => {
    const waiting = (await handedOver(store, now)).filter(
      ({ toldAt, updatedAt }) => toldAt === undefined && secondsBetween(updatedAt, now) >= IN_HAND,
    );
    await eachAloneOf(waiting, AT_ONCE, ({ id, attempt }) => escalate(id, attempt));
    return waiting.length;
  };

  return async (): Promise<Swept> => {
    const now = instant(clock());
    const [told, fates] = [untold(now), untended(now)];
    await eachAlone<unknown>([told, fates]);
    return { fates: countsOf(await fates), told: await told };
  };
};

export type SweepIncidents = ReturnType<typeof makeSweepIncidents>;

const countsOf = (fates: readonly Fate['fate'][]): Swept['fates'] =>
  Object.fromEntries([...Map.groupBy(fates, (one) => one)].map(([fate, all]) => [fate, all.length]));
