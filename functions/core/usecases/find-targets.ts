import type { Hypothesis } from '../domain/diagnosis.ts';
import { DependencyUnavailable } from '../domain/errors.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Json, JsonObject } from '../domain/json.ts';
import type { PlannedStep } from '../domain/plan.ts';
import type { Policy } from '../domain/policy.ts';
import type { Runbook, StepDeclaration } from '../domain/runbook.ts';

type Observe = (
  measure: Runbook['signature'][number]['measure'],
  scope: Hypothesis['scope'],
  policy: Policy,
  now: Date,
) => Promise<Evidence>;

/** Binds each step of a runbook to what is there now; a step that finds nothing to touch is left out. */
export const makeFindTargets =
  (observe: Observe) =>
  async (runbook: Runbook, hypothesis: Hypothesis, policy: Policy, now: Date): Promise<readonly PlannedStep[]> => {
    const bound = await Promise.all(runbook.steps.map((step) => bind(step)));
    return bound.filter((step) => step !== undefined);

    async function bind(step: StepDeclaration): Promise<PlannedStep | undefined> {
      const source = step.operation === 'restore-version' ? 'release' : 'sessions';
      const clue = runbook.signature.find(({ measure }) => measure.source === source);
      if (clue === undefined) return undefined;
      const evidence = await observe(clue.measure, hypothesis.scope, policy, now);
      if (evidence.unreachable) throw new DependencyUnavailable('target', evidence.missing ?? 'unreadable');
      return step.operation === 'restore-version' ? version(step, evidence) : sessions(step, evidence);
    }

    function sessions(step: StepDeclaration, { detail }: Evidence): PlannedStep | undefined {
      const { service, dependency } = hypothesis.scope;
      const connection = policy.services[dependency]?.postgres?.connection;
      const prefix = policy.services[service]?.applicationNamePrefix;
      if (!isList(detail) || detail.length === 0 || connection === undefined || prefix === undefined) return undefined;
      return planned(
        step,
        `postgres:${dependency}/${prefix}*`,
        { connection, applicationNamePrefix: prefix, sessions: detail },
        { idleInTransaction: detail.length },
      );
    }

    function version(step: StepDeclaration, { detail }: Evidence): PlannedStep | undefined {
      const target = policy.services[hypothesis.scope.dependency]?.lambda;
      if (target === undefined || !isObject(detail)) return undefined;
      const { current, lastGood, revision } = detail;
      if (typeof current !== 'string' || typeof lastGood !== 'string' || typeof revision !== 'string') return undefined;
      const { functionName, alias } = target;
      return planned(
        step,
        `lambda:${functionName}:${alias}`,
        { functionName, alias, from: current, to: lastGood, revision },
        { version: current },
      );
    }
  };

const planned = (step: StepDeclaration, target: string, parameters: JsonObject, before: JsonObject): PlannedStep => ({
  ...step,
  target,
  parameters,
  before,
});

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

const isObject = (value: Json | undefined): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
