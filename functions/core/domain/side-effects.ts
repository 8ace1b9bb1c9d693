import type { BoundCondition, Plan } from './plan.ts';
import type { Policy } from './policy.ts';
import { fillQuery } from './query.ts';
import { SIGNALS } from './series-plan.ts';

/** What is looked at of another service, to see whether it was harmed. */
export interface Bystander extends BoundCondition {
  readonly service: string;
}

/** A share of failing requests that nobody worries about. */
const USUAL_SHARE = 0.05;
/** More bystanders than this are not looked at: every look asks for all of them. */
const MOST = 16;

/**
 * The services of the topology that a plan is not about, with their share of failing requests. Services nearer to what is
 * changed, those that call it, come first.
 */
export const bystandersOf = ({ services, timings }: Policy, { scope }: Pick<Plan, 'scope'>): readonly Bystander[] => {
  const own = [scope.service, scope.dependency];
  const others = Object.entries(services).filter(([service]) => !own.includes(service));
  const near = (calls: readonly string[]): number => (calls.some((callee) => own.includes(callee)) ? 0 : 1);
  return others
    .toSorted(([, a], [, b]) => near(a.calls) - near(b.calls))
    .slice(0, MOST)
    .flatMap(([service, { signals }]) => {
      const { errors_per_second: errors = '', requests_per_second: requests = '' } = { ...SIGNALS, ...signals };
      if (errors === '' || requests === '') return [];
      const blanks = { service, dependency: service, window: timings.rateWindow, baseline: timings.baseline };
      return [
        {
          service,
          says: `requests of ${service} do not fail`,
          query: fillQuery(`(${errors}) / ((${requests}) > 0)`, blanks),
          holds: { below: USUAL_SHARE },
          holdSeconds: timings.hold,
        },
      ];
    });
};
