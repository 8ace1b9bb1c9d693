import type { IncidentChange } from '../../../../functions/core/domain/change.ts';
import type { Incident, IncidentId, WholeIncident } from '../../../../functions/core/domain/incident.ts';
import type { Policy } from '../../../../functions/core/domain/policy.ts';
import type { IncidentStatus } from '../../../../functions/core/domain/transitions.ts';
import { RUNBOOKS } from '../../../../functions/core/runbooks/index.ts';
import { aBlocker } from '../../../support/a-blocker.ts';
import { aDiagnosis, aDraft, anIdleSession, anOpening, aPlan, aPolicy } from '../../../support/builders.ts';
import { aWorld } from '../../../support/fakes/world.ts';

/** A world in which every use case can be made: its ports under the names that the use cases call them by. */
export const aStage = (policy: Policy = aPolicy()) => {
  const world = aWorld({ policy });
  return { ...world, store: world.incidents, policies: world.policy, runbooks: RUNBOOKS };
};

export type Stage = ReturnType<typeof aStage>;

/** An incident as it is right after opening. */
export const opened = async ({ store }: Stage, part: Parameters<typeof anOpening>[0] = {}): Promise<Incident> => {
  const answer = await store.open(anOpening(part));
  if (answer.outcome !== 'opened') throw new Error('the incident of this test could not be opened');
  return answer.incident;
};

export const commit = async (
  { store }: Stage,
  before: Incident,
  change: Partial<IncidentChange>,
): Promise<Incident> => {
  const written = await store.commit(before, {
    entries: [aDraft({ kind: 'diagnosis.started', reason: undefined })],
    ...change,
  });
  if (written.outcome !== 'written') throw new Error('the incident of this test could not be changed');
  return written.incident;
};

/** An incident that was moved through these statuses, and nothing else. */
export const moved = async (
  stage: Stage,
  before: Incident,
  ...statuses: readonly IncidentStatus[]
): Promise<Incident> => {
  let incident = before;
  for (const to of statuses) incident = await commit(stage, incident, { to });
  return incident;
};

/** An incident whose cause is known. */
export const explained = async (stage: Stage, diagnosis = aDiagnosis()): Promise<Incident> =>
  commit(stage, await moved(stage, await opened(stage), 'diagnosing'), { diagnosis });

/** An incident whose plan was allowed. */
export const allowed = async (stage: Stage, plan = aPlan()): Promise<Incident> =>
  commit(stage, await explained(stage), { to: 'mitigating', plan });

export const wholeOf = async ({ store }: Stage, { id }: { readonly id: IncidentId }): Promise<WholeIncident> => {
  const whole = await store.readWhole(id);
  if (whole === undefined) throw new Error(`${id} is not there`);
  return whole;
};

export const kindsOf = ({ timeline }: WholeIncident): readonly string[] => timeline.map(({ kind }) => kind);

/** The shop as it looks when nothing is wrong with it. */
export const healthy = (stage: Stage): Stage => {
  const { metrics, releases, sessions } = stage;
  metrics.say('db_pool_acquire_timeouts_total', 0);
  metrics.say('db_pool_connections', 0.2);
  metrics.say('db_lock_timeouts_total', 0);
  metrics.say('http_server_requests_total', 1);
  metrics.say(/dependency_requests_total.* or 0 \* /, 0);
  metrics.say(/dependency_requests_total.* \/ /, 0);
  metrics.say('sum by (version, outcome)', [{ labels: { version: '1', outcome: 'ok' }, value: 900 }]);
  sessions.databases.set('database', []);
  releases.aliases.set('storefront-payments:live', {
    current: '1',
    versions: [{ version: '1', publishedAt: '2026-03-02T08:00:00.000Z' }],
    revision: 'r1',
    weights: {},
  });
  return stage;
};

/** Sessions of checkout hold its pool. No request gets as far as payments. */
export const hurtDatabase = (stage: Stage): Stage => {
  healthy(stage);
  stage.metrics.say('db_pool_acquire_timeouts_total{service="checkout"}', 4);
  stage.metrics.say('db_pool_connections{service="checkout"', 1);
  stage.metrics.say(/dependency_requests_total.* \/ /, []);
  stage.sessions.databases.set('database', [
    anIdleSession(),
    anIdleSession({ pid: 4712, applicationName: 'checkout-2' }),
  ]);
  return stage;
};

/** Somebody's long transaction holds locks that sessions of checkout wait for. */
export const hurtLocks = (stage: Stage): Stage => {
  healthy(stage);
  stage.metrics.say('db_lock_timeouts_total{service="checkout"}', 5);
  stage.locks.hold('database', 'checkout-1', aBlocker());
  return stage;
};

/** The release of payments that is live fails. */
export const hurtRelease = (stage: Stage): Stage => {
  healthy(stage);
  stage.metrics.say(/dependency_requests_total.* or 0 \* /, 6);
  stage.metrics.say(/dependency_requests_total.* \/ /, 1);
  stage.metrics.say('sum by (version, outcome)', [
    { labels: { version: '1', outcome: 'ok' }, value: 900 },
    { labels: { version: '2', outcome: 'error' }, value: 60 },
  ]);
  stage.releases.aliases.set('storefront-payments:live', {
    current: '2',
    versions: [
      { version: '1', publishedAt: '2026-03-02T08:00:00.000Z' },
      { version: '2', publishedAt: '2026-03-02T09:59:00.000Z' },
    ],
    revision: 'r2',
    weights: {},
  });
  return stage;
};
