import type { Json, JsonObject } from './json.ts';
import { type Call, callOf } from './operation.ts';
import type { PlannedStep } from './plan.ts';
import type { Policy } from './policy.ts';
import type { Scope } from './runbook.ts';
import type { ServicePolicy } from './service-policy.ts';
import type { FactPath, Source, StepDeclaration } from './step.ts';

const isObject = (value: unknown): value is Readonly<Record<string, Json>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

const member = (value: unknown, name: string): Json | undefined =>
  isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;

const factOf = (policy: Policy, service: string, path: FactPath): Json | undefined => {
  const facts: ServicePolicy | undefined = Object.hasOwn(policy.services, service)
    ? policy.services[service]
    : undefined;
  if (facts === undefined) return undefined;
  return path === 'name' ? service : path.split('.').reduce<Json | undefined>(member, { ...facts } as JsonObject);
};

/** What was found when a step's clues were looked at again, by the clue's name. */
export type Found = ReadonlyMap<string, Json | undefined>;

const sourced = (source: Source, scope: Scope, policy: Policy, found: Found): Json | undefined => {
  if ('value' in source) return source.value;
  if ('service' in source) return factOf(policy, scope.service, source.service);
  if ('dependency' in source) return factOf(policy, scope.dependency, source.dependency);
  const all = found.get(source.clue);
  // What was looked for and is not there is `null` in evidence: nothing to act with.
  return (source.member === undefined ? all : member(all, source.member)) ?? undefined;
};

/** The clues that a step's parameters come from. */
export const cluesOf = ({ parameters }: StepDeclaration): readonly string[] => [
  ...new Set(Object.values<Source>(parameters).flatMap((source) => ('clue' in source ? [source.clue] : []))),
];

/** The call of a step at a place; undefined when the policy or what was found does not give all that it needs. */
export const boundCall = (step: StepDeclaration, scope: Scope, policy: Policy, found: Found): Call | undefined => {
  const bound = Object.entries<Source>(step.parameters).map(
    ([name, source]) => [name, sourced(source, scope, policy, found)] as const,
  );
  const known = bound.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return known.length === bound.length ? callOf(step.operation, Object.fromEntries(known)) : undefined;
};

/** The call that undoes a step whose target was like this before; undefined when nothing undoes it. */
export const inverseOf = (step: PlannedStep, snapshot: JsonObject): Call | undefined => {
  const { ending } = step;
  if (ending.kind !== 'inverse') return undefined;
  const bound = Object.entries(ending.parameters).map(([name, source]): readonly [string, Json | undefined] => {
    if ('value' in source) return [name, source.value];
    return [name, 'parameter' in source ? step.parameters[source.parameter] : snapshot[source.snapshot]];
  });
  const known = bound.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return known.length === bound.length ? callOf(ending.operation, Object.fromEntries(known)) : undefined;
};

/** Names of what the inverse of a step gives back to its target. */
export const restoredBy = ({ ending }: PlannedStep): readonly string[] =>
  ending.kind === 'inverse'
    ? Object.values(ending.parameters).flatMap((source) => ('snapshot' in source ? [source.snapshot] : []))
    : [];
