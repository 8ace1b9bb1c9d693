import type { Verdict } from './envelope.ts';
import type { WholeIncident } from './incident.ts';
import type { Reason } from './reason.ts';
import type { Instant } from './time.ts';

/** One rule's verdict, with what would have to change for it to allow. */
export interface Explained extends Verdict {
  readonly change?: string | undefined;
}

/** Why an incident is, or is not, acted upon by itself. */
export interface Why {
  /** What the envelope says to the newest plan; `none` when there is no plan. */
  readonly outcome: Verdict['decision'] | 'none';
  readonly planDigest?: string | undefined;
  readonly madeAt?: Instant | undefined;
  readonly rules: readonly Explained[];
  /** Whatever else stands in the way: no plan, a refusal of the gate, a question to people. */
  readonly besides: readonly { readonly reason: Reason; readonly text: string; readonly change: string }[];
}

/** What would have to change, by what stood in the way. */
const CHANGES: Partial<Record<Reason, string>> = {
  mode_observe: 'the policy names it with the mode approve or auto',
  mode_approve: 'an approver agrees to this plan, or the policy gives it the mode auto',
  irreversible: 'an approver agrees to this plan; what cannot be undone always asks',
  brake_engaged: 'an admin releases the brake',
  maintenance: 'the window ends',
  change_freeze: 'the freeze ends, or an approver agrees to this plan',
  low_confidence: 'the evidence makes the cause surer, or the policy asks for less',
  stale_evidence: 'the cause is diagnosed anew, or an approver agrees to this plan',
  proposed: 'an approver other than whoever proposed it agrees to this plan',
  proposal_differs: 'the proposal names what the evidence names',
  flapping: 'the alert is steady, or an approver agrees to this plan',
  no_targets: 'something is found to act on',
  blast_radius: 'the plan touches less at once, or an approver agrees to it',
  cap_reached: 'earlier tries lie further back than the window, or an approver agrees to this plan',
  cooling_down: 'the target has rested, or an approver agrees to this plan',
  on_hold: 'the hold is over, or an approver agrees to this plan',
  storm: 'fewer incidents are opened, or an approver agrees to this plan',
  envelope_unreadable: 'what could not be read answers again',
  target_locked: 'the incident that holds the lock is over, or an admin breaks the lock',
  policy_missing: 'a plan is made by the policy in force',
  approval_missing: 'an approver agrees to this plan',
  approval_denied: 'nothing: an approver refused it; a new incident asks again',
  approval_expired: 'nothing: nobody decided in time; a new incident asks again',
  no_runbook: 'somebody writes a runbook for the cause',
  ladder_exhausted: 'the runbook knows a stronger rung',
  attempts_exhausted: 'the policy allows more tries for one incident',
  evidence_unavailable: 'the sources of the evidence answer',
  evidence_contradicts: 'a runbook knows the cause that is really there',
};

const NOTHING_KNOWN = 'a person looks at it';
const changeFor = (reason: Reason | undefined): string =>
  (reason === undefined ? undefined : CHANGES[reason]) ?? NOTHING_KNOWN;

const explained = (rule: Verdict): Explained =>
  rule.decision === 'allow' ? rule : { ...rule, change: changeFor(rule.reason) };

/** Facts that say beside the rules why nothing is done. */
const IN_THE_WAY = [
  'diagnosis.inconclusive',
  'plan.absent',
  'plan.exhausted',
  'plan.denied',
  'action.refused',
  'approval.denied',
  'approval.expired',
] as const;

/** Every rule's verdict on the newest plan, what else stood in the way since, and what would have to change. */
export const whyOf = ({ plans, timeline }: Pick<WholeIncident, 'plans' | 'timeline'>): Why => {
  const plan = plans.at(-1);
  const besides = timeline.flatMap(({ kind, at, reason, text }) =>
    IN_THE_WAY.some((one) => one === kind) && reason !== undefined && at >= (plan?.madeAt ?? '')
      ? [{ kind, reason, text, change: changeFor(reason) }]
      : [],
  );
  // What the plan's own entry says, its rules say in full.
  const more = besides.filter(({ kind, reason }) => kind !== 'plan.denied' || !isOfRules(plan?.rules ?? [], reason));
  return {
    outcome: plan?.decision ?? 'none',
    planDigest: plan?.digest,
    madeAt: plan?.madeAt,
    rules: (plan?.rules ?? []).map(explained),
    besides: more.map(({ kind: _, ...one }) => one),
  };
};

const isOfRules = (rules: readonly Verdict[], reason: Reason): boolean => rules.some((rule) => rule.reason === reason);
