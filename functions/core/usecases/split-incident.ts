import { type Alert, episodeOf, type GroupName } from '../domain/alert.ts';
import { apartFrom } from '../domain/apart.ts';
import { DependencyUnavailable } from '../domain/errors.ts';
import { type Incident, type IncidentId, isOver, type WholeIncident } from '../domain/incident.ts';
import { callsOf } from '../domain/policy.ts';
import { instant } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { IncidentStore, Opening } from '../ports/incident-store.ts';
import type { PolicySource } from '../ports/policy-source.ts';
import type { Workflow } from '../ports/workflow.ts';
import { namesOf } from './alert-names.ts';
import { draftOpening, heldBy } from './draft-opening.ts';

export interface SplitDeps {
  readonly store: IncidentStore;
  readonly policies: PolicySource;
  readonly workflow: Workflow;
  readonly ids: Ids;
  readonly clock: Clock;
}

const ACTOR = 'timer';
const ROUNDS = 100;
/** How much leaves in one transaction; what is left goes with the next round. */
const ALERTS_AT_ONCE = 20;

/**
 * Gives the alerts that an incident took in, and that its cause does not explain, an incident of their own, one for each
 * service. Safe to repeat: what has left already is not there any more.
 */
export const makeSplitIncident = ({ store, policies, workflow, ids, clock }: SplitDeps) => {
  /** What leaves next: alerts of one group, with the cause that does not explain them. */
  const leaving = async (whole: WholeIncident): Promise<readonly Alert[]> => {
    const apart = apartFrom(whole.diagnoses.at(-1), whole.alerts, callsOf(await policies.current()));
    const first = apart[0]?.from;
    return apart
      .filter(({ from }) => from?.source === first?.source && from?.groupKey === first?.groupKey)
      .slice(0, ALERTS_AT_ONCE);
  };

  /** Whom they go to: what is open for their group already, or split off about their service; else one of their own. */
  const destination = async ({ incident }: WholeIncident, group: GroupName, service: string | undefined) => {
    const [ofGroup, ofService] = await Promise.all([
      store.openIncidentOfGroup(group.source, group.groupKey),
      service === undefined ? [] : store.openIncidentsOfServices([service]),
    ]);
    for (const id of [ofGroup, ofService[0]?.incidentId]) {
      const there = id === undefined || id === incident.id ? undefined : await store.read(id);
      if (there !== undefined && !isOver(there.status) && (id === ofGroup || there.linkedTo === incident.id))
        return there;
    }
    return undefined;
  };

  const openingFor = (
    whole: WholeIncident,
    group: GroupName,
    alerts: readonly Alert[],
    there: Incident | undefined,
  ): Opening => {
    const now = instant(clock());
    const seen = alerts.map(({ from, ...alert }) => ({
      alert,
      episode: episodeOf({ ...group, alerts: [], truncated: 0 }, alert),
      owner: whole.incident,
    }));
    const { id } = whole.incident;
    const opening = draftOpening({
      ...{ id: ids.incident(), group, seen, receivedAt: now, now },
      ...{ openedFor: 'not_explained', linkedTo: id, takenFrom: id },
    });
    return there === undefined ? opening : { ...opening, alerts: heldBy(there, seen) };
  };

  const tellings = (whole: WholeIncident, alerts: readonly Alert[], to: IncidentId) => {
    const diagnosis = whole.diagnoses.at(-1);
    const cause = diagnosis?.outcome === 'explained' ? diagnosis.best.cause : 'its cause';
    const names = namesOf(alerts);
    const from = whole.incident.id;
    const shared = { actor: ACTOR, reason: 'not_explained' } as const;
    return {
      here: {
        kind: 'alert.left',
        ...shared,
        text: `${names} left for ${to}: that ${cause} does not explain it.`,
        data: { to },
      },
      there: {
        kind: 'alert.joined',
        ...shared,
        text: `${names} joined from ${from}, whose cause does not explain it.`,
        data: { from },
      },
    } as const;
  };

  return async (id: IncidentId): Promise<'split' | 'nothing_apart' | 'over'> => {
    let split = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const whole = await store.readWhole(id);
      const over = whole === undefined || isOver(whole.incident.status);
      const alerts = over ? [] : await leaving(whole);
      const [first] = alerts;
      if (whole === undefined || first?.from === undefined)
        return split > 0 ? 'split' : over ? 'over' : 'nothing_apart';
      const there = await destination(whole, first.from, first.service);
      const opening = openingFor(whole, first.from, alerts, there);
      const to = there?.id ?? opening.incident.id;
      if ((await store.split(whole.incident, tellings(whole, alerts, to), opening, there)) === 'conflict') continue;
      await workflow.start(to, there?.attempt ?? 1);
      split += 1;
    }
    throw new DependencyUnavailable('incident store', `${id} kept changing through ${ROUNDS} rounds`);
  };
};

export type SplitIncident = ReturnType<typeof makeSplitIncident>;
