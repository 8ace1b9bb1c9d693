import { type Alert, ANY_GROUP } from './alert.ts';
import type { Calls } from './correlation.ts';
import type { Diagnosis } from './diagnosis.ts';

/** Everybody who calls one of these, directly or not, and these themselves. */
const aboveOf = (calls: Calls, from: readonly string[]): ReadonlySet<string> => {
  const above = new Set(from);
  // A set hands out what is added while it is walked.
  for (const callee of above)
    for (const [caller, callees] of Object.entries(calls)) if (callees.includes(callee)) above.add(caller);
  return above;
};

/** Whether a cause explains trouble of a service: harm goes up from where it sits to whoever calls that, and nowhere else. */
export const explainsService = (diagnosis: Diagnosis | undefined, service: string, calls: Calls): boolean => {
  if (diagnosis?.outcome !== 'explained') return true;
  const { scope } = diagnosis.best;
  return aboveOf(calls, [scope.service, scope.dependency]).has(service);
};

/** The alerts of other groups that the cause does not explain. One that names no service may well belong to it. */
export const apartFrom = (diagnosis: Diagnosis | undefined, alerts: readonly Alert[], calls: Calls): readonly Alert[] =>
  alerts.filter(
    ({ from, service }) =>
      from !== undefined &&
      from.groupKey !== ANY_GROUP &&
      service !== undefined &&
      !explainsService(diagnosis, service, calls),
  );
