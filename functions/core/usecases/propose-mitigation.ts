import { type Alert, episodeOf } from '../domain/alert.ts';
import { type Incident, type IncidentId, isOver, type WholeIncident } from '../domain/incident.ts';
import type { Proposal } from '../domain/proposal.ts';
import { instant } from '../domain/time.ts';
import type { IncidentStatus } from '../domain/transitions.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { IncidentStore, Opening } from '../ports/incident-store.ts';
import type { Workflow } from '../ports/workflow.ts';

export interface ProposeDeps {
  readonly store: IncidentStore;
  readonly workflow: Workflow;
  readonly ids: Ids;
  readonly clock: Clock;
}

export type Proposed =
  /** An incident was opened for it; its plan, if the evidence bears one out, is asked of people. */
  | { readonly outcome: 'proposed'; readonly incident: Incident }
  /** People are asked about this one already. */
  | { readonly outcome: 'asked_already'; readonly incident: Incident }
  | { readonly outcome: 'unknown' }
  /** The machine is at it, or it is closed. */
  | { readonly outcome: 'not_handed_over'; readonly status: IncidentStatus }
  /** Nothing of it fires any more. */
  | { readonly outcome: 'nothing_firing' }
  /** Its group or its service has another open incident. */
  | { readonly outcome: 'open_elsewhere'; readonly incidentId: IncidentId };

/**
 * Takes up what was handed to people: opens an incident that is linked to it and takes over what still fires. It is diagnosed and
 * planned for like any other, except that nothing of it runs without the approval of somebody else than whoever proposed it.
 */
export const makeProposeMitigation = ({ store, workflow, ids, clock }: ProposeDeps) => {
  const live = async (id: IncidentId | undefined): Promise<IncidentId | undefined> => {
    const incident = id && (await store.read(id));
    return incident && !isOver(incident.status) ? incident.id : undefined;
  };

  const openingFor = (
    { incident }: WholeIncident,
    firing: readonly Alert[],
    { by, fault }: Proposal,
    because: string,
    around: Opening['around'],
  ): Opening => {
    const { id, source, groupKey, service, title, severity, startsAt } = incident;
    const now = instant(clock());
    const group = { source, groupKey, alerts: firing, truncated: 0 };
    return {
      incident: {
        ...{ id: ids.incident(), source, groupKey, service, title, severity, startsAt, openedAt: now },
        ...{ openedFor: 'proposed', linkedTo: id, proposedBy: by, proposedFault: fault },
      },
      alerts: firing.map((alert) => ({ alert, episode: episodeOf(group, alert) })),
      takenFrom: id,
      around,
      entries: [
        {
          kind: 'incident.opened',
          actor: `person:${by}`,
          reason: 'proposed',
          text: `${by} proposes ${fault ?? 'what the evidence names'} for what ${id} handed to people: ${because}`,
          data: { receivedAt: now, because, ...(fault !== undefined && { fault }) },
        },
      ],
    };
  };

  return async (id: IncidentId, proposal: Proposal, because: string): Promise<Proposed> => {
    const whole = await store.readWhole(id);
    if (whole === undefined) return { outcome: 'unknown' };
    const { incident, alerts } = whole;
    const { status, source, groupKey, service } = incident;
    if (status === 'awaiting_approval') return { outcome: 'asked_already', incident };
    if (status !== 'escalated') return { outcome: 'not_handed_over', status };
    const firing = alerts.filter((alert) => alert.status === 'firing');
    if (firing.length === 0) return { outcome: 'nothing_firing' };
    const around = service === undefined ? [] : await store.openIncidentsOfServices([service]);
    const other =
      (await live(await store.openIncidentOfGroup(source, groupKey))) ?? (await live(around[0]?.incidentId));
    if (other !== undefined) return { outcome: 'open_elsewhere', incidentId: other };
    const opened = await store.open(openingFor(whole, firing, proposal, because, around));
    if (opened.outcome === 'taken') return { outcome: 'not_handed_over', status };
    await workflow.start(opened.incident.id, opened.incident.attempt);
    return { outcome: 'proposed', incident: opened.incident };
  };
};

export type ProposeMitigation = ReturnType<typeof makeProposeMitigation>;
