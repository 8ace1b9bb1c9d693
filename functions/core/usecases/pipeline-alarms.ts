import type { Alert, Episode } from '../domain/alert.ts';
import { type Incident, type IncidentId, isOver } from '../domain/incident.ts';
import { OURSELVES, PIPELINE_SERVICE } from '../domain/ourselves.ts';
import type { Reason } from '../domain/reason.ts';
import { type Instant, instant } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import { makeChangeIncident } from './change-incident.ts';
import { type EscalateDeps, makeEscalateIncident } from './escalate-incident.ts';
import { makeRecordResolved } from './record-resolved.ts';

/** Something is wrong with the way on which alerts come to us. */
export interface PipelineTrouble {
  /** Tells it from others: one incident at a time for each. */
  readonly condition: string;
  /** Name of the alert that stands for it. */
  readonly name: string;
  readonly reason: Reason;
  /** Since when; the same trouble that began at another moment is another one. */
  readonly since: Instant;
  /** One sentence for the person who is told. */
  readonly says: string;
}

/** A trouble that is over, should it have been one. */
export interface PipelineCalm {
  readonly condition: string;
  /** What began before this is over. */
  readonly at: Instant;
}

export interface PipelineAlarmDeps extends EscalateDeps {
  readonly store: IncidentStore;
  readonly clock: Clock;
  readonly ids: Ids;
}

const ACTOR = 'keep-watch';

/**
 * Incidents about ourselves. No runbook answers them and no evidence of a service explains them, so they are opened past
 * the queue and the workflow, which may be what is broken, and go to people at once; they close when the trouble is over.
 */
export const makePipelineAlarms = (deps: PipelineAlarmDeps) => {
  const { store, clock, ids } = deps;
  const change = makeChangeIncident(store);
  const escalate = makeEscalateIncident(deps);
  const recordResolved = makeRecordResolved(store, ACTOR);

  /** Its own; or, when an earlier one of the same condition was never handed over, that one: it must go first. */
  const open = async (trouble: PipelineTrouble, alert: Alert, episode: Episode): Promise<IncidentId | undefined> => {
    const { name, reason, says, condition } = trouble;
    const opened = await store.open({
      incident: {
        id: ids.incident(),
        source: OURSELVES,
        groupKey: condition,
        service: PIPELINE_SERVICE,
        title: `${name} on ${PIPELINE_SERVICE}`,
        severity: 'critical',
        startsAt: trouble.since,
        openedAt: instant(clock()),
        openedFor: reason,
      },
      alerts: [{ alert, episode }],
      entries: [{ kind: 'incident.opened', actor: ACTOR, reason, text: says, data: { startsAt: trouble.since } }],
    });
    return opened.outcome === 'opened' ? opened.incident.id : store.openIncidentOfGroup(OURSELVES, condition);
  };

  const handOver = async ({ id, status, toldAt, attempt, openedFor }: Incident): Promise<void> => {
    if (!isOver(status) || (status === 'escalated' && toldAt === undefined)) await escalate(id, attempt, openedFor);
  };

  const close = (id: IncidentId): Promise<Incident | undefined> =>
    change(id, (current) =>
      current?.status === 'escalated'
        ? {
            to: 'closed',
            entries: [
              { kind: 'incident.closed', actor: ACTOR, reason: 'trouble_over', text: 'Closed: the trouble is over.' },
            ],
            facts: { closedAt: instant(clock()), endedFor: 'trouble_over' },
          }
        : undefined,
    );

  return {
    /** Opens one incident for a trouble and hands it to people; what they were told of already changes nothing. */
    raise: async (trouble: PipelineTrouble): Promise<void> => {
      const { condition, since } = trouble;
      const episode: Episode = { source: OURSELVES, groupKey: condition, fingerprint: condition, startsAt: since };
      const id = (await store.incidentOfEpisode(episode)) ?? (await open(trouble, alertOf(trouble), episode));
      const incident = id && (await store.read(id));
      if (incident) await handOver(incident);
    },

    /** Closes what was opened for troubles that are over; people hear of each first, should they not have. */
    clear: async (calm: readonly PipelineCalm[]): Promise<void> => {
      const held = calm.length === 0 ? [] : await store.firing(OURSELVES);
      for (const { incident, alert } of held) {
        const over = calm.find(({ condition, at }) => condition === alert.fingerprint && alert.startsAt < at);
        if (over === undefined) continue;
        await handOver(incident);
        await recordResolved(incident.id, [{ ...alert, status: 'resolved', endsAt: over.at }], 'trouble_over');
        await close(incident.id);
      }
    },
  };
};

export type PipelineAlarms = ReturnType<typeof makePipelineAlarms>;

const alertOf = ({ condition, name, since, says }: PipelineTrouble): Alert => ({
  fingerprint: condition,
  status: 'firing',
  name,
  service: PIPELINE_SERVICE,
  severity: 'critical',
  labels: { alertname: name, service: PIPELINE_SERVICE, severity: 'critical', condition },
  annotations: { summary: says },
  startsAt: since,
});
