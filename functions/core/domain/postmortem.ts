import type { Evidence } from './evidence.ts';
import { type FailedRequests, failedRequestsOf } from './failed-requests.ts';
import type { Incident, IncidentId, WholeIncident } from './incident.ts';
import { openQuestionsOf } from './open-questions.ts';
import { percent } from './percent.ts';
import type { Reason } from './reason.ts';
import { type Instant, secondsBetween } from './time.ts';
import type { TimelineEntry, TimelineKind } from './timeline.ts';
import type { IncidentStatus } from './transitions.ts';

/** An earlier incident of the same service, and how it ended. */
export interface SimilarIncident {
  readonly id: IncidentId;
  readonly title: string;
  readonly openedAt: Instant;
  readonly status: IncidentStatus;
  readonly endedFor?: Reason | undefined;
}

/** One clue in a sentence, with what a sceptic needs to ask again. */
export interface Clarified {
  readonly says: string;
  readonly verdict: 'for' | 'against' | 'missing';
  readonly limit: string;
  readonly query: string;
  readonly at: Instant;
  readonly value?: number | undefined;
  readonly missing?: string | undefined;
}

/** What happened, as far as the record knows it: nothing in it is written by hand or guessed. */
export interface Postmortem {
  readonly id: IncidentId;
  readonly title: string;
  readonly severity: string;
  readonly service?: string | undefined;
  readonly status: IncidentStatus;
  readonly endedFor?: Reason | undefined;
  readonly summary: string;
  readonly impact: {
    /** When the first alert began to fire. */
    readonly from: Instant;
    /** When the recovery had been measured, or every alert had resolved; absent while neither is on record. */
    readonly to?: Instant | undefined;
    readonly seconds?: number | undefined;
    /** Absent when no series of the incident's service is on record. */
    readonly failedRequests?: FailedRequests | undefined;
    readonly alerts: readonly {
      readonly name: string;
      readonly service?: string | undefined;
      readonly count: number;
    }[];
  };
  readonly cause: {
    readonly outcome: 'explained' | 'inconclusive' | 'not_diagnosed';
    readonly text: string;
    readonly evidence: readonly Clarified[];
  };
  readonly actions: readonly {
    readonly at: Instant;
    readonly step: string;
    readonly target: string;
    readonly result: string;
    readonly error?: string | undefined;
  }[];
  readonly measurements: readonly {
    readonly at: Instant;
    readonly outcome: string;
    readonly says: string;
    readonly limit: string;
    readonly newest?: number | undefined;
    readonly heldSeconds: number;
  }[];
  readonly refused: readonly { readonly at: Instant; readonly reason?: Reason | undefined; readonly text: string }[];
  readonly timeline: readonly Pick<TimelineEntry, 'seq' | 'at' | 'actor' | 'kind' | 'text'>[];
  readonly similar: readonly SimilarIncident[];
  readonly openQuestions: readonly string[];
}

/** Kinds that tell of something that was not done, and why. */
const REFUSALS: ReadonlySet<TimelineKind> = new Set(['plan.denied', 'plan.observed', 'plan.absent', 'action.refused']);

/** Composes the postmortem of an incident from its record. */
export const postmortemOf = (whole: WholeIncident, earlier: readonly Incident[]): Postmortem => {
  const { incident, timeline } = whole;
  const { id, title, severity, service, status, endedFor } = incident;
  const impact = impactOf(whole);
  const cause = causeOf(whole);
  return {
    ...{ id, title, severity, service, status, endedFor, impact, cause },
    summary: summaryOf(whole, impact, cause),
    actions: whole.actions.map(({ startedAt: at, step, target, result, error }) => ({
      ...{ at, step, target, result, error },
    })),
    measurements: whole.verifications.flatMap(({ at, outcome, measurements }) =>
      measurements.map(({ says, limit, samples, heldSeconds }) => ({
        ...{ at, outcome, says, limit, heldSeconds },
        newest: samples.at(-1)?.[1],
      })),
    ),
    refused: timeline.filter(({ kind }) => REFUSALS.has(kind)).map(({ at, reason, text }) => ({ at, reason, text })),
    timeline: timeline.map(({ seq, at, actor, kind, text }) => ({ seq, at, actor, kind, text })),
    similar: earlier.filter((other) => other.id !== id).map(asSimilar),
    openQuestions: openQuestionsOf(whole),
  };
};

const asSimilar = ({ id, title, openedAt, status, endedFor }: Incident): SimilarIncident => ({
  ...{ id, title, openedAt, status, endedFor },
});

const impactOf = (whole: WholeIncident): Postmortem['impact'] => {
  const { incident, alerts, verifications } = whole;
  const from = alerts.map(({ startsAt }) => startsAt).toSorted()[0] ?? incident.openedAt;
  const calm = alerts.length > 0 && alerts.every(({ endsAt }) => endsAt !== undefined);
  const resolvedAt = calm
    ? alerts
        .flatMap(({ endsAt }) => endsAt ?? [])
        .toSorted()
        .at(-1)
    : undefined;
  const to = verifications.findLast(({ outcome }) => outcome === 'verified')?.at ?? resolvedAt;
  const failed = failedRequestsOf(
    whole,
    incident.startsAt !== undefined && incident.startsAt < from ? incident.startsAt : from,
  );
  const named = Map.groupBy(alerts, ({ name, service }) => JSON.stringify([name, service ?? null]));
  return {
    from,
    ...(to !== undefined && { to, seconds: secondsBetween(from, to) }),
    ...(failed !== undefined && { failedRequests: failed }),
    alerts: [...named.values()].flatMap(([first, ...others]) =>
      first === undefined ? [] : [{ name: first.name, service: first.service, count: others.length + 1 }],
    ),
  };
};

const clarified = (says: string, verdict: Clarified['verdict'], limit: string, evidence: Evidence): Clarified => ({
  ...{ says, verdict, limit, query: evidence.query, at: evidence.at },
  ...{ value: evidence.value, missing: evidence.missing },
});

const causeOf = ({ diagnoses }: WholeIncident): Postmortem['cause'] => {
  const diagnosis = diagnoses.at(-1);
  if (diagnosis === undefined) {
    return { outcome: 'not_diagnosed', text: 'No diagnosis was made.', evidence: [] };
  }
  const best = diagnosis.outcome === 'explained' ? diagnosis.best : diagnosis.hypotheses[0];
  const evidence = (best?.weighed ?? []).map(({ says, verdict, limit, evidence: seen }) =>
    clarified(says, verdict, limit, seen),
  );
  if (best === undefined) return { outcome: 'inconclusive', text: 'No known cause was considered.', evidence };
  const where = `${best.scope.service} and ${best.scope.dependency}: ${best.cause}`;
  return diagnosis.outcome === 'explained'
    ? { outcome: 'explained', text: `${where}; confidence ${percent(best.confidence)}.`, evidence }
    : { outcome: 'inconclusive', text: `No known cause explains it. Closest was ${where}.`, evidence };
};

const summaryOf = (
  { incident, timeline, actions }: WholeIncident,
  { seconds, failedRequests }: Postmortem['impact'],
  cause: Postmortem['cause'],
): string => {
  const opened = timeline[0]?.text ?? incident.title;
  const lasted = seconds === undefined ? '' : ` It lasted ${Math.round(seconds)} s.`;
  const found = cause.outcome === 'explained' ? ` The cause: ${cause.text}` : ` ${cause.text}`;
  const done = actions.filter(({ result }) => result === 'done').length;
  const failed =
    failedRequests === undefined
      ? ''
      : ` At least ${failedRequests.count} requests of ${failedRequests.service} failed.`;
  const acted = done === 0 ? ' Nothing was changed.' : ` ${done} ${done === 1 ? 'action was' : 'actions were'} done.`;
  const end = timeline.findLast(({ kind }) => kind === 'incident.closed' || kind === 'incident.escalated');
  return `${opened}${lasted}${failed}${found}${acted}${end === undefined ? ' It has not ended.' : ` ${end.text}`}`;
};
