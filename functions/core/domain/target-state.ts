import { canonicalJson, type JsonObject } from './json.ts';
import { within } from './limit.ts';
import { afterOf, type Call } from './operation.ts';
import type { PlannedStep } from './plan.ts';

/** Whether a target is, in these members, as it was. */
export const isAs = (now: JsonObject, then: JsonObject, members: readonly string[]): boolean =>
  members.every((member) => canonicalJson(now[member] ?? null) === canonicalJson(then[member] ?? null));

/** Whether a call has taken effect on a target that was as `before`, by what the target is like now. */
export const effectOn = (now: JsonObject, before: JsonObject, call: Call): 'done' | 'not_done' | 'unknown' => {
  const after = afterOf(call);
  if (after !== undefined && isAs(now, after, Object.keys(after))) return 'done';
  return isAs(now, before, Object.keys(before)) ? 'not_done' : 'unknown';
};

/** The first precondition that does not hold, in words. */
export const unmetBy = (now: JsonObject, step: PlannedStep): string | undefined => {
  for (const condition of step.preconditions) {
    if ('target' in condition) {
      const moved = step.snapshot.filter((member) => !isAs(now, step.before, [member]));
      if (moved.length > 0) {
        const changes = moved.map(
          (member) => `${member} is ${told(now[member])}, planned on ${told(step.before[member])}`,
        );
        return changes.join('; ');
      }
    } else {
      const value = now[condition.snapshot];
      if (typeof value !== 'number' || !within(condition.holds, value))
        return `${condition.snapshot} is ${told(value)}`;
    }
  }
  return undefined;
};

const told = (value: JsonObject[string] | undefined): string => canonicalJson(value ?? null);

/** A target's state in words. */
export const stateTold = (state: JsonObject): string =>
  Object.entries(state)
    .map(([member, value]) => `${member} ${told(value)}`)
    .join(', ') || 'nothing known';
