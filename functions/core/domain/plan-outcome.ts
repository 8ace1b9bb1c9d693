import { approvalOf } from './approval.ts';
import { type IncidentId, isOver, type WholeIncident } from './incident.ts';
import type { Plan } from './plan.ts';

/** What came of a plan, whoever let it run, and what it would have been worth where nobody did. */
export interface PlanOutcome {
  readonly incidentId: IncidentId;
  readonly planDigest: string;
  readonly fault: string;
  /** The service that suffered. */
  readonly service: string;
  /** What people said to it: by their decision, or afterwards in a note. */
  readonly people: 'agreed' | 'refused' | 'silent';
  /** How its recovery was measured, or that a step of it failed; absent when it was not tried, or is not told yet. */
  readonly outcome?: 'verified' | 'ineffective' | 'worse' | 'inconclusive' | 'failed' | undefined;
  readonly tried: boolean;
  /** What was done was taken back, by us or on a person's word. */
  readonly rolledBack: boolean;
  /** It was called verified, and the same alerts went on to fire. */
  readonly falseFix: boolean;
  /** Where it was not tried: whether the trouble ended all the same. */
  readonly otherwise?: 'ended' | 'goes_on' | undefined;
}

/** A plan that another took the place of before it began says nothing. */
const isSuperseded = (plan: Plan, whole: WholeIncident, tried: boolean): boolean =>
  !tried &&
  approvalOf(plan, whole.approvals) === undefined &&
  whole.plans.some(
    ({ madeAt, rung, fault }) => madeAt > plan.madeAt && rung.id === plan.rung.id && fault === plan.fault,
  );

const saidOf = (plan: Plan, whole: WholeIncident, isNewest: boolean): PlanOutcome['people'] => {
  const noted = isNewest
    ? whole.timeline.findLast(({ kind, data }) => kind === 'note.added' && data['plan'])
    : undefined;
  if (noted?.data['plan'] === 'right') return 'agreed';
  if (noted?.data['plan'] === 'wrong') return 'refused';
  const status = approvalOf(plan, whole.approvals)?.status;
  if (status === 'approved') return 'agreed';
  return status === 'denied' ? 'refused' : 'silent';
};

/** Every plan of an incident with what came of it; `relapsed` names the incidents whose alerts went on to fire after their end. */
export const planOutcomesOf = (whole: WholeIncident, relapsed: ReadonlySet<IncidentId>): readonly PlanOutcome[] => {
  const { incident, actions, alerts, plans, verifications } = whole;
  return plans.flatMap((plan, i): readonly PlanOutcome[] => {
    // The same plan made again counts once: the newest.
    if (plans.findLastIndex(({ digest }) => digest === plan.digest) !== i) return [];
    const own = actions.filter(({ planDigest, undoes }) => planDigest === plan.digest && undoes === undefined);
    const tried = own.length > 0;
    if (isSuperseded(plan, whole, tried)) return [];
    const began = own.map(({ startedAt }) => startedAt).toSorted()[0];
    const measured = began === undefined ? undefined : verifications.find(({ at }) => at >= began)?.outcome;
    const failed = own.some(({ result }) => result === 'failed' || result === 'unknown');
    const outcome = failed ? 'failed' : measured;
    const keys = new Set(own.map(({ key }) => key));
    const over = isOver(incident.status);
    return [
      {
        ...{ incidentId: incident.id, planDigest: plan.digest, fault: plan.fault, service: plan.scope.service },
        people: saidOf(plan, whole, plan.digest === plans.at(-1)?.digest),
        outcome,
        tried,
        rolledBack: actions.some(({ undoes, result }) => undoes !== undefined && keys.has(undoes) && result === 'done'),
        falseFix: outcome === 'verified' && relapsed.has(incident.id),
        ...(!tried && over && { otherwise: alerts.some(({ status }) => status === 'firing') ? 'goes_on' : 'ended' }),
      },
    ];
  });
};

/** The incidents whose end was followed by a relapse. */
export const relapsedIn = (all: readonly WholeIncident[]): ReadonlySet<IncidentId> =>
  new Set(all.flatMap(({ incident }) => (incident.openedFor === 'relapsed' ? (incident.linkedTo ?? []) : [])));
