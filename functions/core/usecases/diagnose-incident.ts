import type { Diagnosis } from '../domain/diagnosis.ts';
import type { Incident, IncidentId, WholeIncident } from '../domain/incident.ts';
import type { JsonObject } from '../domain/json.ts';
import { causeKey, refutedIn } from '../domain/ladder.ts';
import { percent } from '../domain/percent.ts';
import { type Policy, scopesFor } from '../domain/policy.ts';
import type { Runbook, Scope } from '../domain/runbook.ts';
import { instant } from '../domain/time.ts';
import { type Candidate, conclude } from '../domain/weigh.ts';
import type { Clock } from '../ports/clock.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { PolicySource } from '../ports/policy-source.ts';
import { expected, makeChangeIncident } from './change-incident.ts';
import { makeExamineServices } from './examine-services.ts';
import { makeObserveClue, type Observers } from './observe-clue.ts';

export interface DiagnoseDeps extends Observers {
  readonly store: IncidentStore;
  readonly policies: PolicySource;
  readonly runbooks: readonly Runbook[];
  readonly clock: Clock;
}

const ACTOR = 'diagnose';

/** Finds the cause from what is observed, never from what the alert says, and writes it down. */
export const makeDiagnoseIncident = (deps: DiagnoseDeps) => {
  const change = makeChangeIncident(deps.store);
  const observe = makeObserveClue(deps);
  const examineServices = makeExamineServices(deps);

  const candidates = (
    policy: Policy,
    services: readonly (string | undefined)[],
    refuted: ReadonlySet<string>,
    now: Date,
  ): Promise<readonly Candidate[]> =>
    Promise.all(
      deps.runbooks.flatMap((runbook) =>
        scopesFor(policy, runbook, services)
          .filter(({ service, dependency }) => !refuted.has(causeKey(runbook.fault, service, dependency)))
          .map((scope) => candidate(runbook, scope, policy, now)),
      ),
    );

  const candidate = async (runbook: Runbook, scope: Scope, policy: Policy, now: Date): Promise<Candidate> => ({
    runbook,
    scope,
    observed: await Promise.all(
      runbook.signature.map(async (clue) => ({ clue, evidence: await observe(clue.measure, scope, policy, now) })),
    ),
  });

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
    const [considered, examination] = await Promise.all([
      candidates(policy, servicesIn(incident, whole), refuted, now),
      examineServices(incident, policy, now),
    ]);
    const concluded = afterTrying(refuted, conclude(considered, policy.minimumConfidence, instant(now)));
    const diagnosis = { ...concluded, examination };

    const written = await change(
      id,
      (current) =>
        expected(current, attempt, ['diagnosing']) && {
          entries: [{ actor: ACTOR, ...told(diagnosis) }],
          diagnosis,
        },
    );
    return written === undefined ? 'superseded' : diagnosis.outcome;
  };
};

/** With causes tried in vain and no other sure, that is why people get it. */
const afterTrying = (refuted: ReadonlySet<string>, diagnosis: Diagnosis): Diagnosis =>
  refuted.size > 0 && diagnosis.outcome === 'inconclusive' ? { ...diagnosis, reason: 'ladder_exhausted' } : diagnosis;

/** What the engine made of it, for the timeline. */
const examinationTold = ({ examination }: Diagnosis): JsonObject =>
  examination === undefined ? {} : { examined: examination.outcome, says: examination.says };

const told = (diagnosis: Diagnosis) => {
  if (diagnosis.outcome === 'explained') {
    const { fault, cause, scope, confidence } = diagnosis.best;
    return {
      kind: 'diagnosis.explained' as const,
      text: `${scope.service} suffers because ${cause} (${percent(confidence)} sure).`,
      data: { fault, service: scope.service, dependency: scope.dependency, confidence, ...examinationTold(diagnosis) },
    };
  }
  const missing = [
    ...new Set(
      diagnosis.hypotheses.flatMap(({ weighed }) =>
        weighed.flatMap(({ evidence }) => (evidence.unreachable ? [evidence.missing ?? ''] : [])),
      ),
    ),
  ];
  const why = missing.length > 0 ? ` Not observed: ${missing.join('; ')}.` : '';
  return {
    kind: 'diagnosis.inconclusive' as const,
    reason: diagnosis.reason,
    text: `No known cause explains what is seen (${diagnosis.reason}).${why}`,
    data: {
      ...examinationTold(diagnosis),
      missing,
      considered: diagnosis.hypotheses.map(({ fault, scope, confidence }) => ({ fault, ...scope, confidence })),
    },
  };
};
