import type { BoundCap } from '../domain/bound-cap.ts';
import { engagedFor } from '../domain/brake.ts';
import type { Hypothesis } from '../domain/diagnosis.ts';
import type { Reach, Rest, Tried } from '../domain/envelope/facts.ts';
import type { EnvelopeFacts } from '../domain/envelope.ts';
import { DAY, HOUR } from '../domain/envelope-policy.ts';
import { SelfrightError } from '../domain/errors.ts';
import { grantFor } from '../domain/grant.ts';
import type { Incident, WholeIncident } from '../domain/incident.ts';
import { windowOver } from '../domain/maintenance.ts';
import { isOurOwn } from '../domain/ourselves.ts';
import type { PlannedStep } from '../domain/plan.ts';
import type { Policy } from '../domain/policy.ts';
import { type Instant, instant, plusSeconds, secondsBetween } from '../domain/time.ts';
import { cameOut, capsOf, type Try, triesWithin } from '../domain/tries.ts';
import type { Brakes } from '../ports/brakes.ts';
import type { Grants } from '../ports/grants.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { Metrics } from '../ports/metrics.ts';
import type { Tries } from '../ports/tries.ts';
import { makeKnownWindows, type WithholdDeps } from './withhold-alerts.ts';

export interface ReadEnvelopeDeps extends Pick<WithholdDeps, 'windows' | 'policies'> {
  readonly store: IncidentStore;
  readonly brakes: Brakes;
  readonly tries: Tries;
  readonly grants: Grants;
  readonly metrics: Metrics;
}

/** What is judged: the steps, for whom, and by which policy. `steps` fails when the targets cannot be read. */
export interface Judged {
  readonly whole: WholeIncident;
  readonly best: Hypothesis;
  readonly fault: string;
  readonly policy: Policy;
  readonly steps: Promise<readonly PlannedStep[]>;
  readonly now: Date;
}

const STORM_MOST = 100;

/** Reads everything that the envelope looks at; what cannot be read is named, and the envelope denies for it. */
export const makeReadEnvelope = (deps: ReadEnvelopeDeps) => {
  const knownWindows = makeKnownWindows(deps);

  const openedSince = async (since: string): Promise<number> => {
    const { incidents } = await deps.store.list({ openedSince: since, limit: STORM_MOST });
    return incidents.filter(({ service }) => service === undefined || !isOurOwn(service)).length;
  };

  const instancesOf = async (service: string, now: Date): Promise<Pick<Reach, 'instances' | 'healthy'>> => {
    const name = JSON.stringify(service);
    const [all] = await deps.metrics.at(`count(up{service=${name}})`, now);
    const [healthy] = await deps.metrics.at(`sum(up{service=${name}})`, now);
    return { instances: all?.value, healthy: healthy?.value };
  };

  const reachOf = async ({ target, touches }: PlannedStep, now: Date): Promise<Reach> => ({
    target,
    ...touches,
    ...(touches.what === 'instances' && (await instancesOf(touches.service, now))),
  });

  /** Tries in a row, newest first, that did not help; one that is still open says nothing. */
  const failuresIn = async (others: readonly Try[]): Promise<number> => {
    const ids = [...new Set(others.map(({ incidentId }) => incidentId))];
    const wholes = new Map(await Promise.all(ids.map(async (id) => [id, await deps.store.readWhole(id)] as const)));
    const came = others.map(({ incidentId, planDigest }) => cameOut(wholes.get(incidentId), planDigest)).toReversed();
    const told = came.filter((one) => one !== 'open');
    const helped = told.indexOf('helped');
    return helped === -1 ? told.length : helped;
  };

  const restOf = async (target: string, { whole, now }: Judged): Promise<Rest> => {
    const at = instant(now);
    const others = (await deps.tries.of(`target:${target}`)).filter(
      (one) => one.incidentId !== whole.incident.id && one.at > plusSeconds(at, -DAY),
    );
    const last = others.at(-1);
    return { target, failures: await failuresIn(others), ...(last && { since: secondsBetween(last.at, at) }) };
  };

  const triedOf = async (cap: BoundCap, now: Date): Promise<Tried> => {
    const tries = await deps.tries.of(cap.subject);
    const at = instant(now);
    return { cap, lastHour: triesWithin(tries, HOUR, at), lastDay: triesWithin(tries, DAY, at) };
  };

  return async (judged: Judged): Promise<{ readonly facts: EnvelopeFacts; readonly steps: readonly PlannedStep[] }> => {
    const { whole, best, fault, policy, now } = judged;
    const unreadable: string[] = [];
    const reading = <T>(what: Promise<T>): Promise<T | undefined> =>
      what.catch((error: unknown) => {
        if (!(error instanceof SelfrightError)) throw error;
        if (!unreadable.includes(error.message)) unreadable.push(error.message);
        return undefined;
      });
    const steps = (await reading(judged.steps)) ?? [];
    const targets = [...new Set(steps.map(({ target }) => target))];
    const at = instant(now);
    const limits = policy.envelope;
    const [grants, brakes, windows, opened, reaches, tried, rests] = await Promise.all([
      reading(deps.grants.all()),
      reading(deps.brakes.all()),
      reading(knownWindows()),
      reading(openedSince(plusSeconds(at, -limits.storm.windowSeconds))),
      reading(Promise.all(steps.map((step) => reachOf(step, now)))),
      reading(Promise.all(capsOf({ fault, steps }, limits).map((cap) => triedOf(cap, now)))),
      reading(Promise.all(targets.map((target) => restOf(target, judged)))),
    ]);
    // What suffers and what is changed for it: the strictest of both holds.
    const touched = [...new Set([best.scope.service, best.scope.dependency])];
    const engaged = touched.map((one) => engagedFor(brakes ?? [], one)).find((brake) => brake !== undefined);
    const facts: EnvelopeFacts = {
      modes: touched.map((service) => ({ service, mode: policy.services[service]?.mode })),
      runbook: { fault, mode: policy.runbooks[fault]?.mode ?? 'auto' },
      limits,
      grant: grantFor(grants ?? [], { fault, service: best.scope.service }, at),
      brake: brakes && { engaged: engaged !== undefined, by: engaged?.by },
      confidence: best.confidence,
      minimumConfidence: policy.minimumConfidence,
      evidenceAge: evidenceAgeOf(best, whole, at),
      flapping: whole.incident.flappingSince !== undefined,
      targets: targets.length,
      reaches: reaches ?? [],
      irreversible: steps.some(({ ending }) => ending.kind === 'irreversible'),
      tried: tried ?? [],
      rests: rests ?? [],
      opened,
      maintenance: touched.map((one) => windowOver(windows ?? [], one, at)).find((window) => window !== undefined),
      freeze: limits.freezes.find(
        ({ service, from, until }) => from <= at && at < until && (service === undefined || touched.includes(service)),
      ),
      proposal: proposalIn(whole.incident),
      unreadable,
    };
    return { facts, steps };
  };
};

const proposalIn = ({ proposedBy, proposedFault }: Incident): EnvelopeFacts['proposal'] =>
  proposedBy === undefined ? undefined : { by: proposedBy, fault: proposedFault };

/** Of the oldest clue for the cause; a verification since then has seen that the trouble is still there. Seconds. */
const evidenceAgeOf = ({ weighed }: Hypothesis, { verifications, diagnoses }: WholeIncident, now: Instant): number => {
  const seen = weighed.filter(({ verdict }) => verdict === 'for').map(({ evidence }) => evidence.at);
  const oldest = Math.max(0, ...seen.map((at) => secondsBetween(at, now)));
  const measured = verifications.at(-1)?.at;
  const isNewer = measured !== undefined && measured >= (diagnoses.at(-1)?.at ?? measured);
  return isNewer ? Math.min(oldest, secondsBetween(measured, now)) : oldest;
};
