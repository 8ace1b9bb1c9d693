import type { IncidentChange } from '../domain/change.ts';
import type { DryRun } from '../domain/dry-run.ts';
import { ContractViolation } from '../domain/errors.ts';
import type { Incident, IncidentId, WholeIncident } from '../domain/incident.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import { makePlanMitigation, type PlanDeps } from './plan-mitigation.ts';

/** The incident as it would be if it were to be planned now. */
const toBePlanned = (incident: Incident): Incident => ({ ...incident, status: 'diagnosing' });

/** It recovered, as was measured, and nobody has taken back since what was done. */
const isRighted = ({ incident, timeline }: WholeIncident): boolean =>
  incident.status === 'closed' &&
  incident.endedFor === 'recovery_measured' &&
  timeline.findLast(({ kind }) => kind === 'verification.verified' || kind.startsWith('rollback.'))?.kind ===
    'verification.verified';

/** A store over the same record that notes what would be written, and writes nothing. */
const notingStore = (store: IncidentStore, noted: IncidentChange[]): IncidentStore => {
  const refuse = async (): Promise<never> => {
    throw new ContractViolation('a dry run writes nothing');
  };
  // Each member by its name, so that no write that is added to the port is let through unnoticed.
  return {
    incidentOfEpisode: store.incidentOfEpisode,
    episodesOf: store.episodesOf,
    firing: store.firing,
    unfinished: store.unfinished,
    openIncidentOfGroup: store.openIncidentOfGroup,
    openIncidentsOfServices: store.openIncidentsOfServices,
    list: store.list,
    open: refuse,
    join: refuse,
    split: refuse,
    resolveAlerts: refuse,
    read: async (id) => {
      const incident = await store.read(id);
      return incident && toBePlanned(incident);
    },
    readWhole: async (id) => {
      const whole = await store.readWhole(id);
      return whole && { ...whole, incident: toBePlanned(whole.incident) };
    },
    commit: async (before, change) => {
      noted.push(change);
      return { outcome: 'written', incident: before };
    },
  };
};

/** Plans as the workflow does, with the same eyes and the same envelope, over a record that takes nothing. */
export const makeDryRunPlan =
  (deps: PlanDeps) =>
  async (id: IncidentId): Promise<DryRun | undefined> => {
    const whole = await deps.store.readWhole(id);
    if (whole === undefined) return undefined;
    if (whole.diagnoses.at(-1)?.outcome !== 'explained') {
      return { outcome: 'undiagnosed', says: ['No cause is known that could be planned for.'] };
    }
    if (isRighted(whole)) {
      return { outcome: 'righted', says: ['It is over: the recovery was measured. There is nothing left to do.'] };
    }
    const noted: IncidentChange[] = [];
    const plan = makePlanMitigation({ ...deps, store: notingStore(deps.store, noted) });
    const { outcome } = await plan(id, whole.incident.attempt);
    if (outcome === 'superseded') throw new ContractViolation(`${id} could not be planned in a dry run`);
    return {
      outcome,
      says: noted.flatMap(({ entries }) => entries.map(({ text }) => text)),
      plan: noted.flatMap((change) => change.plan ?? []).at(-1),
    };
  };
