import type { ActionRecord } from './action.ts';
import type { WholeIncident } from './incident.ts';
import type { Plan } from './plan.ts';
import type { Reason } from './reason.ts';
import type { Runbook, Scope } from './runbook.ts';
import type { Rung } from './step.ts';

/** What may be tried next. */
export type Next =
  | { readonly outcome: 'rung'; readonly rung: Rung; readonly number: number }
  /** Every rung was tried for this cause at this place. */
  | { readonly outcome: 'exhausted' }
  /** Nothing more may be tried by itself. */
  | { readonly outcome: 'stop'; readonly reason: Reason; readonly why: string };

/** Targets that change between plan and action this often are not ours to chase. */
const MOST_DRIFTS = 3;

const startsOf = ({ incident: { id, attempt }, actions }: WholeIncident): readonly ActionRecord[] =>
  actions.filter(({ key, undoes }) => undoes === undefined && key.startsWith(`${id}/${attempt}/`));

/** The plans of this attempt that were acted on. */
export const triedIn = (whole: WholeIncident): readonly Plan[] => {
  const acted = new Set(startsOf(whole).map(({ planDigest }) => planDigest));
  return whole.plans.filter(({ digest }) => acted.has(digest));
};

const isAbout = ({ fault, scope }: Plan, runbook: Runbook, at: Scope): boolean =>
  fault === runbook.fault && scope.service === at.service && scope.dependency === at.dependency;

/** The next rung for a cause, by what the record says was tried and how it went. */
export const nextRung = (runbook: Runbook, at: Scope, whole: WholeIncident, mostTries: number): Next => {
  const tried = triedIn(whole);
  const last = tried.at(-1);
  const verdict = whole.verifications.findLast(({ at: when }) => last !== undefined && when >= last.madeAt)?.outcome;
  if (verdict === 'worse') return stop('got_worse', 'the last try made it worse');
  if (verdict === 'inconclusive')
    return stop('recovery_unmeasured', 'whether the last try helped could not be measured');
  if (tried.length >= mostTries) return stop('attempts_exhausted', `${tried.length} tries did not help`);
  const drifts = whole.timeline.filter(({ kind }) => kind === 'action.drifted').length;
  if (drifts >= MOST_DRIFTS)
    return stop('target_drifts', `the target changed ${drifts} times before it could be acted on`);

  const before = tried.filter((plan) => isAbout(plan, runbook, at)).map(({ rung }) => rung.number);
  const number = Math.max(0, ...before) + 1;
  const rung = runbook.ladder[number - 1];
  return rung === undefined ? { outcome: 'exhausted' } : { outcome: 'rung', rung, number };
};

const stop = (reason: Reason, why: string): Next => ({ outcome: 'stop', reason, why });

/** The causes, with their places, whose every rung was tried in vain. */
export const refutedIn = ({ timeline }: Pick<WholeIncident, 'timeline'>): ReadonlySet<string> =>
  new Set(
    timeline.flatMap(({ kind, data }) =>
      kind === 'plan.exhausted'
        ? [causeKey(String(data['fault']), String(data['service']), String(data['dependency']))]
        : [],
    ),
  );

export const causeKey = (fault: string, service: string, dependency: string): string =>
  `${fault} at ${service}/${dependency}`;
