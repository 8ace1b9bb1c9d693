import { ContractViolation } from '../domain/errors.ts';
import type { Incident, IncidentId, WholeIncident } from '../domain/incident.ts';
import type { Plan } from '../domain/plan.ts';
import { judgeRecovery, type Look } from '../domain/recovery.ts';
import { instant } from '../domain/time.ts';
import type { TimelineDraft } from '../domain/timeline.ts';
import type { Measurement, SideEffect, Verification } from '../domain/verification.ts';
import type { Clock } from '../ports/clock.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { Metrics } from '../ports/metrics.ts';
import type { PolicySource } from '../ports/policy-source.ts';
import type { Probe } from '../ports/probe.ts';
import { expected, makeChangeIncident } from './change-incident.ts';
import { actedIn, makeMeasureRecovery } from './measure-recovery.ts';
import type { SilenceAlerts } from './silence-alerts.ts';

export interface VerifyDeps {
  readonly store: IncidentStore;
  readonly policies: PolicySource;
  readonly metrics: Metrics;
  readonly probe: Probe;
  readonly silence: Pick<SilenceAlerts, 'endLeft'>;
  readonly clock: Clock;
}

export interface Looked {
  readonly outcome: Verification['outcome'] | 'measuring' | 'superseded';
  readonly looks: number;
  readonly settleSeconds: number;
}

const ACTOR = 'verify';

/** Looks once at the recovery that the runbook declares. Too early to tell is `measuring`; no data is never success. */
export const makeVerifyRecovery = ({ store, policies, metrics, probe, silence, clock }: VerifyDeps) => {
  const change = makeChangeIncident(store);
  const measuring = makeMeasureRecovery(metrics);

  const begin = async (id: IncidentId, attempt: number): Promise<Incident | undefined> => {
    // Only the first look begins; the others need not read the incident whole for that.
    const acted = (await store.read(id))?.status === 'mitigating' ? await store.readWhole(id) : undefined;
    if (acted?.incident.status === 'mitigating') await silence.endLeft(acted);
    const begun = await change(
      id,
      (incident) =>
        expected(incident, attempt, ['mitigating']) && {
          to: 'verifying',
          entries: [{ kind: 'verification.started', actor: ACTOR, text: 'Started to measure the recovery.' }],
        },
    );
    return begun ?? expected(await store.read(id), attempt, ['verifying']);
  };

  return async (id: IncidentId, attempt: number, before: number): Promise<Looked> => {
    const looks = before + 1;
    const incident = await begin(id, attempt);
    const whole = await store.readWhole(id);
    if (incident === undefined) {
      return { outcome: isVerified(whole, attempt) ? 'verified' : 'superseded', looks, settleSeconds: 0 };
    }
    if (whole === undefined) throw new ContractViolation(`${id} is not there any more`);
    const acted = actedIn(whole);
    const { plan, endedAt } = acted;
    const policy = await policies.current();
    const { timings } = policy;
    const now = clock();
    // A sample exactly on the action's end may still show the time before it.
    const since = Math.ceil(Date.parse(endedAt) / 1000);
    const look: Look = { since, now: now.getTime() / 1000, step: timings.step, giveUp: timings.giveUp };
    const { measurements, sideEffects } = await measuring.look(acted, policy, look);
    const due = measurements.every(({ verdict }) => verdict === 'held') || look.now - since >= timings.giveUp;
    const probed = due && plan.probeUrl !== undefined ? await probe(plan.probeUrl) : undefined;
    const outcome = judgeRecovery(measurements, probed, look, sideEffects);
    if (outcome === 'measuring')
      return { outcome, looks, settleSeconds: waitFor(measurements, look, timings.lookEvery) };

    const verification: Verification = {
      outcome,
      since: endedAt,
      at: instant(now),
      looks,
      measurements: await measuring.withUsual(measurements, acted, policy),
      sideEffects: sideEffects.map(briefly),
      ...(probed && { probe: probed }),
    };
    const written = await change(
      id,
      (current) =>
        expected(current, attempt, ['verifying']) && {
          ...(outcome === 'verified' && { to: 'resolved' as const }),
          entries: [told(verification, plan)],
          verification,
        },
    );
    return { outcome: written ? outcome : 'superseded', looks, settleSeconds: 0 };
  };
};

/** The samples of a service that nothing happened to are not worth keeping. */
const briefly = (effect: SideEffect): SideEffect =>
  effect.verdict === 'worse' || effect.worseSeconds !== undefined
    ? effect
    : { ...effect, samples: effect.samples.slice(-1) };

/** A crash after the last write: the repeat answers what was written. */
const isVerified = (whole: WholeIncident | undefined, attempt: number): boolean =>
  expected(whole?.incident, attempt, ['resolved']) !== undefined && whole?.verifications.at(-1)?.outcome === 'verified';

/**
 * The next look is due when there is the sample with which the conditions can have held long enough, but not much later than
 * the usual rest. It comes right after a sample: whoever looks between two of them waits for nothing.
 */
const waitFor = (measurements: readonly Measurement[], { now, since, step }: Look, lookEvery: number): number => {
  const newest = since + Math.floor((now - since) / step) * step;
  const remaining = Math.max(...measurements.map(({ holdSeconds, heldSeconds }) => holdSeconds - heldSeconds));
  const needed = Math.ceil(remaining / step);
  const usual = Math.floor((now + lookEvery - newest) / step);
  const next = newest + Math.max(1, Math.min(needed, usual)) * step;
  return Math.max(1, Math.ceil(next - now));
};

const figure = (value: number | undefined): string =>
  value === undefined ? 'no data' : String(Number(value.toPrecision(4)));

const numberTold = ({ says, limit, heldSeconds, holdSeconds, samples, verdict, before }: Measurement): string => {
  const since = before?.atAction === undefined ? '' : `; ${figure(before.atAction)} at the action`;
  const usual = before?.usual === undefined ? '' : `, usually ${figure(before.usual)}`;
  return `${says}: ${figure(samples.at(-1)?.[1])} (${limit}${since}${usual}), ${verdict.replace('_', ' ')}, ${heldSeconds.toFixed(0)} of ${holdSeconds} s`;
};

const told = ({ outcome, measurements, sideEffects = [], probe, looks }: Verification, plan: Plan): TimelineDraft => {
  const harmed = sideEffects.filter(({ worseSeconds = 0 }) => worseSeconds > 0);
  const numbers = [...measurements, ...harmed].map(numberTold);
  const asked =
    probe === undefined
      ? ''
      : ` ${plan.scope.service} itself ${probe.ok ? 'answers' : `does not answer (${probe.error ?? probe.status ?? 'no answer'})`}.`;
  const lead = {
    verified: 'Recovery measured.',
    ineffective: 'The action did not help.',
    worse: 'It got worse after the action.',
    inconclusive: 'The recovery could not be measured.',
  }[outcome];
  const reason = {
    verified: 'recovery_measured',
    ineffective: probe?.ok === false ? 'probe_failed' : 'recovery_not_seen',
    worse: 'got_worse',
    inconclusive: 'recovery_unmeasured',
  } as const;
  return {
    kind: `verification.${outcome}`,
    actor: ACTOR,
    reason: reason[outcome],
    text: `${lead} ${numbers.join('; ')}.${asked}`,
    data: {
      looks,
      verdicts: measurements.map(({ verdict }) => verdict),
      ...(harmed.length > 0 && { harmed: harmed.map(({ service }) => service) }),
    },
  };
};
