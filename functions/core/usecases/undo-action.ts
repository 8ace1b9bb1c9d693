import { type ActionRecord, undoKey } from '../domain/action.ts';
import { inverseOf, restoredBy } from '../domain/binding.ts';
import { ContractViolation, DependencyUnavailable } from '../domain/errors.ts';
import type { Incident, IncidentId, WholeIncident } from '../domain/incident.ts';
import type { JsonObject } from '../domain/json.ts';
import { locksOf } from '../domain/lock.ts';
import type { Call } from '../domain/operation.ts';
import type { Plan, PlannedStep } from '../domain/plan.ts';
import { isAs, stateTold } from '../domain/target-state.ts';
import { instant, plusSeconds } from '../domain/time.ts';
import type { TimelineDraft } from '../domain/timeline.ts';
import { lookAt } from './bind-rung.ts';
import { makeCarryOut } from './carry-out.ts';
import { makeChangeIncident } from './change-incident.ts';
import type { ActDeps } from './run-action.ts';
import { makeStartAction } from './start-action.ts';
import { ended } from './tell-action.ts';

export type Undone =
  | { readonly outcome: 'undone' | 'unneeded' | 'superseded' }
  /** `why` also says what the target is like now, as far as it can be read. */
  | { readonly outcome: 'failed'; readonly why: string };

const ACTOR = 'act';

/** Takes one action back by its recorded inverse, through the gate, and reads whether its target is as it was. */
export const makeUndoAction = (deps: ActDeps) => {
  const { store, gate, readers, clock, leaseSeconds } = deps;
  const change = makeChangeIncident(store);
  const start = makeStartAction(store, gate);
  const { carryOut } = makeCarryOut(deps.runners, deps.patience);

  const undo = async (
    incident: Incident,
    plan: Plan,
    step: PlannedStep,
    action: ActionRecord,
    known: ActionRecord | undefined,
    times: number,
  ): Promise<Undone> => {
    const { snapshot } = action;
    const call = snapshot && inverseOf(step, snapshot);
    if (snapshot === undefined || call === undefined) return { outcome: 'unneeded' };
    const members = restoredBy(step);
    const isRestored = (now: JsonObject): boolean => isAs(now, snapshot, members);
    const before = await lookAt(readers, call);
    if (known === undefined && isRestored(before)) return { outcome: 'unneeded' };
    // What somebody else made of it since is not ours to overwrite.
    if (
      action.result === 'done' &&
      step.after &&
      !isRestored(before) &&
      !isAs(before, step.after, Object.keys(step.after))
    ) {
      const why = `${step.target} was changed since: it is neither as it was nor as we left it`;
      return { outcome: 'failed', why: `${why}; it is now: ${stateTold(before)}` };
    }
    const now = instant(clock());
    const record: ActionRecord = {
      key: known?.key ?? undoKey(action.key, times + 1),
      undoes: action.key,
      planDigest: plan.digest,
      step: action.step,
      target: call.target,
      result: 'started',
      startedAt: known?.startedAt ?? now,
      leaseUntil: plusSeconds(now, leaseSeconds),
      snapshot: known?.snapshot ?? before,
    };
    const how = step.ending.kind === 'inverse' ? step.ending.how : step.says;
    const data = { key: record.key, undoes: action.key, target: call.target };
    const text = `${known ? 'Took up again' : 'Started'} to undo: ${how}.`;
    const entered = await start({
      id: incident.id,
      action: record,
      services: [...new Set([plan.scope.service, plan.scope.dependency])],
      locks: locksOf(step),
      // The inverse was agreed to with its plan; what counts now is that there is a policy, and no brake.
      policyDigest: (await deps.policies.current()).digest,
      entry: { kind: known ? 'action.resumed' : 'action.started', actor: ACTOR, text, data },
      resumes: known,
      status: incident.status,
      expected: (current) =>
        current?.attempt === incident.attempt && current.status === incident.status ? current : undefined,
    });
    if (entered.outcome === 'superseded') return { outcome: 'superseded' };
    if (entered.outcome === 'refused') {
      const why = `the gate refused: ${entered.reason}; ${call.target} is still: ${stateTold(before)}`;
      return { outcome: 'failed', why };
    }
    if (entered.outcome === 'known') throw new DependencyUnavailable('action lease', `${record.key} runs elsewhere`);
    return conclude(incident.id, step, record, call, before, isRestored);
  };

  const conclude = async (
    id: IncidentId,
    step: PlannedStep,
    record: ActionRecord,
    call: Call,
    before: JsonObject,
    isRestored: (now: JsonObject) => boolean,
  ): Promise<Undone> => {
    const task = { ...call, before };
    const ran = await deps.silence.quietly(id, step.timeoutSeconds, () =>
      carryOut(task, record.key, step.timeoutSeconds),
    );
    const restored = await lookAt(readers, call);
    const isBack = isRestored(restored);
    const why = 'error' in ran ? ran.error : 'it is not as it was';
    const result = ended(record, isBack ? ran : { outcome: 'failed', found: ran.found, error: why }, instant(clock()));
    const action = { ...result, ...(isBack && { result: 'done' as const, error: undefined }), restored };
    const state = stateTold(restored);
    const data = { key: record.key, undoes: record.undoes ?? '', target: call.target, restored };
    const entry: TimelineDraft = isBack
      ? {
          kind: 'action.done',
          actor: ACTOR,
          text: `Undid: ${step.says}. Read afterwards, ${call.target} is as it was: ${state}.`,
          data,
        }
      : {
          kind: 'action.failed',
          actor: ACTOR,
          reason: 'rollback_failed',
          text: `Could not undo: ${step.says}: ${why}. ${call.target} is now: ${state}.`,
          data,
        };
    await change(id, (current) => current && { entries: [entry], action });
    return isBack ? { outcome: 'undone' } : { outcome: 'failed', why: `${why}; ${call.target} is now: ${state}` };
  };

  return async (whole: WholeIncident, action: ActionRecord): Promise<Undone> => {
    const plan = whole.plans.findLast(({ digest }) => digest === action.planDigest);
    const step = plan?.steps.find(({ id }) => id === action.step);
    if (plan === undefined || step === undefined)
      return { outcome: 'failed', why: `the plan of ${action.key} is not there` };
    const known = whole.actions.find(({ undoes, result }) => undoes === action.key && result === 'started');
    for (const one of [action, known]) {
      if (one?.result === 'started' && one.leaseUntil > instant(clock())) {
        throw new DependencyUnavailable('action lease', `${one.key} may still run until ${one.leaseUntil}`);
      }
    }
    try {
      const times = whole.actions.filter(({ undoes }) => undoes === action.key).length;
      return await undo(whole.incident, plan, step, action, known, times);
    } catch (error) {
      if (error instanceof ContractViolation) return { outcome: 'failed', why: `${action.target}: ${error.message}` };
      if (error instanceof DependencyUnavailable && error.dependency !== 'action lease')
        return { outcome: 'failed', why: `${action.target} cannot be read: ${error.message}` };
      throw error;
    }
  };
};
