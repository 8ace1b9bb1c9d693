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

/** The services whose trouble a cause explains: harm goes up from where it sits to whoever calls that, and nowhere else. */
const explainedBy = (diagnosis: Diagnosis | undefined, calls: Calls): ReadonlySet<string> | undefined => {
  if (diagnosis?.outcome !== 'explained') return undefined;
  const { service, dependency } = diagnosis.best.scope;
  return aboveOf(calls, [service, dependency]);
};

/** Whether a cause explains trouble of a service; while none is known, anything may. */
export const explainsService = (diagnosis: Diagnosis | undefined, service: string, calls: Calls): boolean =>
  explainedBy(diagnosis, calls)?.has(service) ?? true;

/** The alerts of other groups that the cause does not explain. One that names no service may well belong to it. */
export const apartFrom = (
  diagnosis: Diagnosis | undefined,
  alerts: readonly Alert[],
  calls: Calls,
): readonly Alert[] => {
  const explained = explainedBy(diagnosis, calls);
  if (explained === undefined) return [];
  return alerts.filter(
    ({ from, service }) =>
      from !== undefined && from.groupKey !== ANY_GROUP && service !== undefined && !explained.has(service),
  );
};
