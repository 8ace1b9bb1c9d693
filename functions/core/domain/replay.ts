import type { Diagnosis, Hypothesis } from './diagnosis.ts';
import { decide, type Verdict } from './envelope.ts';
import { askedIn, changesIn, examineAsked } from './examine-record.ts';
import type { WholeIncident } from './incident.ts';
import { aheadIn, withEngine } from './join-engine.ts';
import type { Plan } from './plan.ts';
import type { Policy } from './policy.ts';
import { fillQuery } from './query.ts';
import { rankingOf } from './ranking.ts';
import type { Measure, Runbook, Scope } from './runbook.ts';
import { type Candidate, conclude } from './weigh.ts';

/** What is said of one part of the record: then, and by today's engine, runbooks and policy. */
export interface Difference {
  readonly what: string;
  readonly was: string;
  readonly now: string;
}

export interface ReplayedDiagnosis {
  readonly at: string;
  /** Whether a recovery was measured after what was done on the strength of it. */
  readonly verified: boolean;
  /** The cause that it names differs, or whether it names one. */
  readonly changed: boolean;
  readonly differences: readonly Difference[];
  /** What could not be asked again, since it was not recorded. */
  readonly unheld: readonly string[];
}

export interface Replayed {
  readonly diagnoses: readonly ReplayedDiagnosis[];
  readonly plans: readonly { readonly madeAt: string; readonly differences: readonly Difference[] }[];
}

/** Whatever the length of its windows, a query asks the same. */
const asks = (query: string): string => query.replaceAll(/\[\d+s\]/g, '[]').replaceAll(/, \d+\)/g, ',)');

/** What a measure asks: by its query, where it has one; else by the source that it names. */
const questionOf = (measure: Measure, scope: Scope, { timings }: Policy): string =>
  'query' in measure
    ? fillQuery(measure.query, { ...scope, window: timings.rateWindow, baseline: timings.baseline })
    : measure.source;

/** Holds today's clues of a cause against what was seen then; a clue that asked otherwise then has no answer. */
const heldAgain = ({ scope, weighed }: Hypothesis, runbook: Runbook, policy: Policy): Candidate => ({
  runbook,
  scope,
  observed: runbook.signature.map(({ measure, ...clue }) => {
    const query = questionOf(measure, scope, policy);
    const seen = weighed.find(
      ({ clue: id, evidence: { source, query: asked } }) =>
        id === clue.id && source === measure.source && (!('query' in measure) || asks(asked) === asks(query)),
    );
    const at = weighed[0]?.evidence.at ?? '';
    const evidence = seen?.evidence ?? { source: measure.source, query, at, missing: 'not recorded' };
    return { clue: { ...clue, measure }, evidence };
  }),
});

const causeText = (diagnosis: Diagnosis): string =>
  diagnosis.outcome === 'explained'
    ? `${diagnosis.best.fault} at ${diagnosis.best.scope.service}/${diagnosis.best.scope.dependency}`
    : `inconclusive: ${diagnosis.reason}`;

const suspectText = ({ examination }: Diagnosis): string =>
  examination === undefined ? 'nothing' : `${examination.outcome}: ${examination.suspects[0]?.service ?? 'nobody'}`;

const suspectedChanges = ({ examination }: Diagnosis): string =>
  (examination?.changes ?? [])
    .filter(({ suspect }) => suspect)
    .map(({ change }) => change.id)
    .join(', ') || 'none';

const sureText = (diagnosis: Diagnosis): string => {
  const [first] = rankingOf(diagnosis);
  return first === undefined ? 'nothing' : `${first.service} ${first.confidence.toFixed(2)}`;
};

const different = (what: string, was: string, now: string): readonly Difference[] =>
  was === now ? [] : [{ what, was, now }];

/** Makes a diagnosis again, from what was seen then. */
export const diagnoseAgain = (then: Diagnosis, runbooks: readonly Runbook[], policy: Policy): Diagnosis => {
  const candidates = then.hypotheses.flatMap((hypothesis) => {
    const runbook = runbooks.find(({ fault }) => fault === hypothesis.fault);
    return runbook === undefined ? [] : [heldAgain(hypothesis, runbook, policy)];
  });
  const byClues = conclude(candidates, policy.minimumConfidence, then.at);
  const { examination } = then;
  if (examination === undefined) return byClues;
  const today = examineAsked(askedIn(examination), changesIn(examination));
  return withEngine(byClues, today, { threshold: policy.minimumConfidence, ahead: aheadIn(runbooks) });
};

const unheldIn = (then: Diagnosis, runbooks: readonly Runbook[], policy: Policy): readonly string[] => [
  ...new Set(
    then.hypotheses.flatMap((hypothesis): readonly string[] => {
      const runbook = runbooks.find(({ fault }) => fault === hypothesis.fault);
      if (runbook === undefined) return [`there is no runbook ${hypothesis.fault} any more`];
      return heldAgain(hypothesis, runbook, policy).observed.flatMap(({ clue, evidence }) =>
        evidence.missing === 'not recorded' ? [`${clue.id} of ${runbook.fault} asks what was not recorded`] : [],
      );
    }),
  ),
];

const replayDiagnosis = (
  then: Diagnosis,
  verified: boolean,
  runbooks: readonly Runbook[],
  policy: Policy,
): ReplayedDiagnosis => {
  const now = diagnoseAgain(then, runbooks, policy);
  const [causeThen, causeNow] = [causeText(then), causeText(now)];
  return {
    at: then.at,
    verified,
    // Among refusals, why it refuses may change; that it refuses is what counts.
    changed: causeThen !== causeNow && (then.outcome === 'explained' || now.outcome === 'explained'),
    differences: [
      ...different('cause', causeThen, causeNow),
      ...different('engine', suspectText(then), suspectText(now)),
      ...different('first of the ranking', sureText(then), sureText(now)),
      ...different('suspected changes', suspectedChanges(then), suspectedChanges(now)),
    ],
    unheld: unheldIn(then, runbooks, policy),
  };
};

const rulesText = (rules: readonly Verdict[]): string =>
  rules
    .flatMap(({ rule, decision }) => (decision === 'allow' ? [] : [`${decision} by ${rule}`]))
    .toSorted()
    .join(', ') || 'allow';

const stepsText = (steps: readonly { readonly id: string; readonly operation: string }[]): string =>
  steps.map(({ id, operation }) => `${id} (${operation})`).join(', ');

const BY_MODE = { auto: 'allow', approve: 'ask', observe: 'observe' } as const;

/** A rule that the policy decides, by the policy of today; what was met then (a brake, a lock, a limit) stays as it was. */
const judgedAnew = (rule: Verdict, { confidence, scope }: Plan, { services, minimumConfidence }: Policy): Verdict => {
  const service = [scope.service, scope.dependency].find((one) => rule.rule === `mode of ${one}`);
  if (service !== undefined) {
    const mode = services[service]?.mode ?? 'observe';
    // A mode that is still the same was judged with all that bore on it then, such as a grant.
    return rule.value.startsWith(mode) ? rule : { ...rule, value: mode, decision: BY_MODE[mode] };
  }
  if (rule.rule !== 'confidence') return rule;
  return { ...rule, decision: confidence >= minimumConfidence ? 'allow' : 'deny' };
};

/** What today's policy would say of a plan, and what today's runbook would do; what was met then stays as it was. */
const replayPlan = (plan: Plan, runbooks: readonly Runbook[], policy: Policy) => {
  const rules = plan.rules.map((rule) => judgedAnew(rule, plan, policy));
  const rung = runbooks.find(({ fault }) => fault === plan.fault)?.ladder[(plan.rung?.number ?? 1) - 1];
  const steps = rung === undefined ? 'no such rung' : stepsText(rung.steps);
  return {
    madeAt: plan.madeAt,
    differences: [
      ...different('decision', plan.decision, decide(rules)),
      ...different('rules', rulesText(plan.rules), rulesText(rules)),
      ...(plan.steps.length === 0 ? [] : different('steps', stepsText(plan.steps), steps)),
    ],
  };
};

/** Whether a recovery was measured between a diagnosis and the next one. */
const verifiedAfter = ({ diagnoses, verifications }: WholeIncident, at: string): boolean => {
  const next = diagnoses.find((one) => one.at > at)?.at;
  return verifications.some(
    (one) => one.outcome === 'verified' && one.at > at && (next === undefined || one.at < next),
  );
};

/** Runs today's engine, runbooks and policy on everything that was recorded of an incident; asks nobody, changes nothing. */
export const replayIncident = (whole: WholeIncident, runbooks: readonly Runbook[], policy: Policy): Replayed => ({
  diagnoses: whole.diagnoses.map((then) => replayDiagnosis(then, verifiedAfter(whole, then.at), runbooks, policy)),
  plans: whole.plans.map((plan) => replayPlan(plan, runbooks, policy)),
});
