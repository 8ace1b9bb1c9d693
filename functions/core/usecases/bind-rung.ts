import { boundCall, cluesOf, type Found } from '../domain/binding.ts';
import { ContractViolation, DependencyUnavailable } from '../domain/errors.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Json, JsonObject } from '../domain/json.ts';
import { afterOf, type Call, countOf } from '../domain/operation.ts';
import type { PlannedStep } from '../domain/plan.ts';
import type { Policy } from '../domain/policy.ts';
import type { Measure, Runbook, Scope } from '../domain/runbook.ts';
import type { Rung, StepDeclaration } from '../domain/step.ts';
import type { TargetReader } from '../ports/target-reader.ts';

type Observe = (measure: Measure, scope: Scope, policy: Policy, now: Date) => Promise<Evidence>;

/** Binds each step of a rung to what is there now; a step that finds nothing to touch is left out. */
export const makeBindRung =
  (observe: Observe, readers: readonly TargetReader[]) =>
  async (
    runbook: Runbook,
    rung: Rung,
    { scope, policy, now }: { readonly scope: Scope; readonly policy: Policy; readonly now: Date },
  ): Promise<readonly PlannedStep[]> => {
    const found = await lookAgain();
    const bound = await Promise.all(rung.steps.map((step) => bind(step)));
    return bound.filter((step) => step !== undefined);

    async function lookAgain(): Promise<Found> {
      const clues = new Set(rung.steps.flatMap(cluesOf));
      const looks = [...clues].map(async (id): Promise<readonly [string, Json | undefined]> => {
        const clue = runbook.signature.find((one) => one.id === id);
        if (clue === undefined) throw new ContractViolation(`${runbook.fault} has no clue ${id}`);
        const { detail, missing, unreachable } = await observe(clue.measure, scope, policy, now);
        if (unreachable) throw new DependencyUnavailable('target', missing ?? 'unreadable');
        return [id, detail];
      });
      return new Map(await Promise.all(looks));
    }

    async function bind(step: StepDeclaration): Promise<PlannedStep | undefined> {
      const call = boundCall(step, scope, policy, found);
      if (call === undefined || countOf(call) === 0) return undefined;
      const before = await lookAt(readers, call);
      const { id, says, risk, timeoutSeconds, preconditions, snapshot, touches } = step;
      const after = afterOf(call);
      return {
        ...call,
        id,
        says,
        risk,
        timeoutSeconds,
        preconditions,
        snapshot,
        ending: step.ending,
        touches: { service: scope[touches.at], what: touches.what, count: countOf(call) },
        before,
        ...(after && { after }),
      };
    }
  };

/** The state of a call's target, from whoever reads that kind of target. */
export const lookAt = (readers: readonly TargetReader[], call: Call): Promise<JsonObject> => {
  const reader = readers.find(({ connector }) => connector === call.connector);
  if (reader === undefined) throw new ContractViolation(`nothing reads targets of ${call.connector}`);
  return reader.look(call);
};
