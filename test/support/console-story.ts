import { actionKey } from '../../functions/core/domain/action.ts';
import type { Alert } from '../../functions/core/domain/alert.ts';
import type { IncidentChange } from '../../functions/core/domain/change.ts';
import type { Diagnosis } from '../../functions/core/domain/diagnosis.ts';
import type { ExaminationRecord } from '../../functions/core/domain/examination.ts';
import type { Incident } from '../../functions/core/domain/incident.ts';
import type { Plan } from '../../functions/core/domain/plan.ts';
import { instant } from '../../functions/core/domain/time.ts';
import type { Sample, Verification } from '../../functions/core/domain/verification.ts';
import {
  aDiagnosis,
  aDraft,
  anAction,
  anAlert,
  anAlertGroup,
  anAliasStep,
  anApproval,
  anOpening,
  aPlan,
} from './builders.ts';
import type { World } from './fakes/world.ts';

/** Text that would do something if it were ever more than text. */
export const HOSTILE = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script> javascript:alert(1) {{7*7}}';

const moment = (milliseconds: number) => instant(new Date(milliseconds));

const SPAN = 90;
const TROUBLE = 60;

const wave = (calm: number, trouble: number): readonly (number | null)[] =>
  Array.from({ length: SPAN }, (_, i) => {
    if (i === 20) return null;
    return (i < TROUBLE ? calm : trouble) * (1 + 0.15 * Math.sin(i / 3));
  });

const anExamination = (now: number): ExaminationRecord => {
  const from = Math.floor(now / 1000) - SPAN;
  const looked = [
    { service: 'checkout', signal: 'errors_per_second', values: wave(0.02, 6), value: 6, normally: 0.02, score: 41 },
    { service: 'payments', signal: 'errors_per_second', values: wave(0, 6.1), value: 6.1, normally: 0, score: 58 },
    { service: 'checkout', signal: 'requests_per_second', values: wave(12, 11), value: 11, normally: 12, score: 1.2 },
    { service: 'database', signal: 'cpu_cores', missing: 'no such series' },
  ];
  return {
    outcome: 'explained',
    says: 'payments fails six times a second since a minute, which explains what checkout suffers.',
    suspects: [
      {
        service: 'payments',
        signal: 'errors_per_second',
        confidence: 0.94,
        share: 0.98,
        facts: ['errors rose from 0 to 6.1 a second', 'it moved before checkout did'],
      },
    ],
    onset: {
      after: moment((from + TROUBLE - 1) * 1000),
      by: moment((from + TROUBLE) * 1000),
      service: 'payments',
      signal: 'errors_per_second',
    },
    service: 'checkout',
    calls: [
      ['edge', 'catalogue'],
      ['edge', 'checkout'],
      ['catalogue', 'database'],
      ['checkout', 'payments'],
      ['checkout', 'database'],
      ['payments', 'acquirer'],
    ],
    ...{ from, windowFrom: from + TROUBLE, to: from + SPAN - 1, step: 1 },
    looked: looked.map((one) => ({ query: `sum(rate(${one.signal}{service="${one.service}"}[1m]))`, ...one })),
  };
};

const aFoundCause = (now: number): Diagnosis => {
  const best = {
    fault: 'api-503',
    cause: 'the release that its alias points to fails, while the release before it answered well',
    scope: { service: 'checkout', dependency: 'payments' },
    confidence: 0.998,
    weighed: [
      {
        ...{
          clue: 'calls-fail',
          says: 'calls to the dependency fail',
          verdict: 'for' as const,
          limit: 'above 0.1',
          ratio: 20,
        },
        evidence: {
          source: 'metrics' as const,
          query: 'sum(rate(dependency_requests_total[1m]))',
          at: moment(now),
          value: 6.1,
        },
      },
      {
        ...{ clue: 'release-changed', says: 'the deployed release is not the one that last answered well' },
        ...{ verdict: 'for' as const, limit: 'above 0', ratio: 30 },
        evidence: { source: 'release' as const, query: 'alias live of storefront-payments', at: moment(now), value: 1 },
      },
      {
        ...{
          clue: 'saturated',
          says: 'the pool is exhausted',
          verdict: 'missing' as const,
          limit: 'above 0.9',
          ratio: 1,
        },
        evidence: { source: 'metrics' as const, query: 'db_pool_in_use', at: moment(now), missing: 'no data' },
      },
    ],
    unobserved: [],
  };
  const others = aDiagnosis().hypotheses.map((one) => ({ ...one, confidence: 0.001 }));
  return {
    outcome: 'explained',
    at: moment(now),
    best,
    hypotheses: [best, ...others],
    unexplained: 0.001,
    examination: anExamination(now),
  };
};

const aPlanFor = (now: number, decision: Plan['decision']): Plan =>
  aPlan({
    decision,
    fault: 'api-503',
    confidence: 0.998,
    madeAt: moment(now),
    rung: { id: 'restore-version', says: 'go back to the release that last answered well', number: 1, of: 1 },
    steps: [anAliasStep()],
    recoveredWhen: [
      { says: 'calls to the dependency succeed', query: 'ok / all', holds: { above: 0.98 }, holdSeconds: 8 },
    ],
    rules: [
      { rule: 'mode of payments', value: decision === 'ask' ? 'approve' : 'auto', limit: 'auto', decision },
      { rule: 'confidence', value: '0.998', limit: 'at least 0.8', decision: 'allow' },
      { rule: 'brake', value: 'released', limit: 'released', decision: 'allow' },
    ],
  });

const aMeasurement = (since: number): Verification => {
  const samples = Array.from({ length: 24 }, (_, i): Sample => [Math.ceil(since / 1000) + i, i < 6 ? i / 6 : 1]);
  const at = moment(since + 24_000);
  const says = 'calls to the dependency succeed';
  const measured = { query: 'ok / all', limit: 'above 0.98', samples, heldSeconds: 17, holdSeconds: 8 };
  return {
    ...{ outcome: 'verified', since: moment(since), at, looks: 9 },
    measurements: [{ says, ...measured, verdict: 'held' }],
    probe: { url: 'http://127.0.0.1:8080/checkout/probe', at, ok: true, status: 200 },
  };
};

const idOf = (group: string): Incident['id'] =>
  `INC-01KJR${group
    .replaceAll(/[^a-z0-9]|[ilou]/g, '')
    .toUpperCase()
    .padStart(21, '0')}`;

/** Incidents with all that a story can have in it: one from fault to closed, and one that waits for a person. */
export const consoleStories = async ({ incidents, gate, clock }: Pick<World, 'incidents' | 'gate' | 'clock'>) => {
  const commit = async (before: Incident, change: IncidentChange): Promise<Incident> => {
    clock.advance(2);
    const written = await incidents.commit(before, change);
    if (written.outcome !== 'written') throw new Error(written.outcome);
    return written.incident;
  };
  const says = (kind: Parameters<typeof aDraft>[0] & object): IncidentChange['entries'] => [
    aDraft({ actor: 'diagnose', reason: undefined, ...kind }),
  ];
  const open = async (group: string, title: string, alerts: Alert[]): Promise<Incident> => {
    const part = {
      id: idOf(group),
      title,
      openedAt: instant(clock()),
      service: 'checkout',
      startsAt: instant(clock()),
    };
    const opened = await incidents.open(anOpening(part, anAlertGroup({ groupKey: group, alerts })));
    if (opened.outcome !== 'opened') throw new Error(opened.outcome);
    const started = says({ kind: 'diagnosis.started', text: 'Started to look for the cause.' });
    return commit(opened.incident, { to: 'diagnosing', entries: started });
  };
  const found = async (before: Incident): Promise<Incident> =>
    commit(before, {
      diagnosis: aFoundCause(clock().getTime()),
      entries: says({ kind: 'diagnosis.explained', text: 'checkout suffers because the release of payments fails.' }),
    });

  const righted = async (): Promise<Incident> => {
    const alerts = [
      anAlert({
        name: 'Api503',
        startsAt: instant(clock()),
        annotations: { summary: 'most answers of checkout are 503' },
      }),
    ];
    const diagnosed = await found(await open('api-503', 'Api503 on checkout', alerts));
    const plan = aPlanFor(clock().getTime(), 'allow');
    const text = 'Will point the alias back to the release that last answered well.';
    const ready = await commit(diagnosed, {
      to: 'mitigating',
      plan,
      entries: says({ kind: 'plan.allowed', text, data: { fault: plan.fault } }),
    });
    clock.advance(1);
    const key = actionKey(ready.id, 1, 'restore-version');
    const target = 'lambda:payments:live';
    const part = { key, target, planDigest: plan.digest, step: 'restore-version', startedAt: instant(clock()) };
    const entry = aDraft({ kind: 'action.started', actor: 'act', text: 'Started.', data: { key } });
    const { policyDigest } = plan;
    const action = anAction(part);
    const gone = await gate.start({ before: ready, action, services: ['payments'], policyDigest, entry });
    if (gone.outcome !== 'started') throw new Error(gone.outcome);
    const changed = { version: '1' };
    const ended = { ...action, result: 'done' as const, endedAt: instant(clock()), found: { version: '2' }, changed };
    const acted = await commit(gone.incident, {
      action: ended,
      entries: says({ kind: 'action.done', actor: 'act', text: 'Did: point the alias back.' }),
    });
    const since = clock().getTime();
    const begun = says({ kind: 'verification.started', text: 'Started to measure the recovery.' });
    const looking = await commit(acted, { to: 'verifying', entries: begun });
    clock.advance(26);
    const measured = says({ kind: 'verification.verified', reason: 'recovery_measured', text: 'Recovery measured.' });
    const well = await commit(looking, { to: 'resolved', verification: aMeasurement(since), entries: measured });
    return commit(well, {
      to: 'closed',
      entries: says({
        kind: 'incident.closed',
        reason: 'recovery_measured',
        text: 'Closed: the recovery was measured.',
      }),
      facts: { closedAt: instant(clock()), endedFor: 'recovery_measured' },
    });
  };

  const hostile = async (): Promise<Incident> => {
    const labels = { alertname: HOSTILE, service: 'checkout', __proto__: HOSTILE };
    const annotations = { summary: HOSTILE, runbook_url: 'javascript:window.hurt=1' };
    const alerts = [
      anAlert({ name: HOSTILE, fingerprint: 'f'.repeat(16), labels, annotations, startsAt: instant(clock()) }),
    ];
    const diagnosing = await open('hostile', HOSTILE, alerts);
    return commit(diagnosing, {
      to: 'escalated',
      entries: says({ kind: 'incident.escalated', reason: 'evidence_unavailable', text: HOSTILE }),
      facts: { endedFor: 'evidence_unavailable', toldAt: instant(clock()) },
    });
  };

  const waiting = async (group: string): Promise<{ readonly incident: Incident; readonly plan: Plan }> => {
    const alerts = [anAlert({ name: 'Api503', fingerprint: group, startsAt: instant(clock()) })];
    const diagnosed = await found(await open(group, `Api503 (${group})`, alerts));
    const plan = { ...aPlanFor(clock().getTime(), 'ask'), digest: '7'.repeat(64) };
    const asking = says({ kind: 'plan.asked', reason: 'mode_approve', text: 'Asks people before it does anything.' });
    const planned = await commit(diagnosed, { plan, entries: asking });
    const approval = anApproval({
      planDigest: plan.digest,
      askedAt: instant(clock()),
      deadline: moment(clock().getTime() + 600_000),
    });
    const question = says({ kind: 'approval.asked', text: 'Asked whether the plan may be carried out.' });
    return { incident: await commit(planned, { to: 'awaiting_approval', approval, entries: question }), plan };
  };

  return {
    righted: await righted(),
    hostile: await hostile(),
    asking: await waiting('asking'),
    doubtful: await waiting('doubtful'),
  };
};
