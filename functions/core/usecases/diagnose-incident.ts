import type { Diagnosis } from '../domain/diagnosis.ts';
import { diagnosisTold } from '../domain/diagnosis-told.ts';
import type { Incident, IncidentId, WholeIncident } from '../domain/incident.ts';
import { aheadIn, withEngine } from '../domain/join-engine.ts';
import { causeKey, refutedIn } from '../domain/ladder.ts';
import type { Policy } from '../domain/policy.ts';
import type { Runbook, Scope } from '../domain/runbook.ts';
import { scopesFor } from '../domain/scopes.ts';
import { instant } from '../domain/time.ts';
import { type Candidate, conclude } from '../domain/weigh.ts';
import type { Clock } from '../ports/clock.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { Patience } from '../ports/patience.ts';
import type { PolicySource } from '../ports/policy-source.ts';
import { expected, makeChangeIncident } from './change-incident.ts';
import { type ExamineDeps, makeExamineServices } from './examine-services.ts';
import { makeFindSimilar } from './find-similar.ts';
import { makeObserveClue, type Observers } from './observe-clue.ts';
import { type Within, withinDeadline } from './within-deadline.ts';

export interface DiagnoseDeps extends Observers, ExamineDeps {
  readonly store: IncidentStore;
  readonly policies: PolicySource;
  readonly runbooks: readonly Runbook[];
  readonly clock: Clock;
  readonly patience: Patience;
}

const ACTOR = 'diagnose';

/** Finds the cause from what is observed, never from what the alert says, and writes it down. */
export const makeDiagnoseIncident = (deps: DiagnoseDeps) => {
  const change = makeChangeIncident(deps.store);
  const findSimilar = makeFindSimilar(deps);

  const candidates = (
    policy: Policy,
    services: readonly (string | undefined)[],
    refuted: ReadonlySet<string>,
    now: Date,
    within: Within,
  ): Promise<readonly Candidate[]> => {
    const observe = makeObserveClue(deps, within);
    const candidate = async (runbook: Runbook, scope: Scope): Promise<Candidate> => ({
      runbook,
      scope,
      observed: await Promise.all(
        runbook.signature.map(async (clue) => ({ clue, evidence: await observe(clue.measure, scope, policy, now) })),
      ),
    });
    return Promise.all(
      deps.runbooks.flatMap((runbook) =>
        scopesFor(policy, runbook, services)
          .filter(({ service, dependency }) => !refuted.has(causeKey(runbook.fault, service, dependency)))
          .map((scope) => candidate(runbook, scope)),
      ),
    );
  };

  /** Its own service, and those whose alerts it took in: the cause may lie at any of them. */
  const servicesIn = ({ service, swallowed }: Incident, { alerts }: WholeIncident): readonly (string | undefined)[] =>
    swallowed === undefined ? [service] : [...new Set([service, ...alerts.map((alert) => alert.service)])];

  return async (id: IncidentId, attempt: number): Promise<'explained' | 'inconclusive' | 'superseded'> => {
    const started = await change(id, (incident) => {
      const ours = expected(incident, attempt, ['open']);
      return (
        ours && {
          to: 'diagnosing',
          entries: [{ kind: 'diagnosis.started', actor: ACTOR, text: 'Started to look for the cause.' }],
        }
      );
    });
    const incident = started ?? expected(await deps.store.read(id), attempt, ['diagnosing']);
    if (incident === undefined) return 'superseded';

    const [policy, whole] = await Promise.all([deps.policies.current(), deps.store.readWhole(id)]);
    if (whole === undefined) return 'superseded';
    const refuted = refutedIn(whole);
    const now = deps.clock();
    const within = withinDeadline(deps.patience, policy.timings.evidence);
    const [considered, examination] = await Promise.all([
      candidates(policy, servicesIn(incident, whole), refuted, now, within),
      makeExamineServices(deps, within)(incident, policy, now),
    ]);
    const byClues = conclude(considered, policy.minimumConfidence, instant(now));
    const concluded = afterTrying(
      refuted,
      withEngine(byClues, examination, { threshold: policy.minimumConfidence, ahead: aheadIn(deps.runbooks) }),
    );
    const diagnosis = { ...concluded, similar: await findSimilar(whole, concluded) };

    const written = await change(
      id,
      (current) =>
        expected(current, attempt, ['diagnosing']) && {
          entries: [{ actor: ACTOR, ...diagnosisTold(diagnosis) }],
          diagnosis,
        },
    );
    return written === undefined ? 'superseded' : diagnosis.outcome;
  };
};

/** With causes tried in vain and no other sure, that is why people get it. */
const afterTrying = (refuted: ReadonlySet<string>, diagnosis: Diagnosis): Diagnosis =>
  refuted.size > 0 && diagnosis.outcome === 'inconclusive' ? { ...diagnosis, reason: 'ladder_exhausted' } : diagnosis;
