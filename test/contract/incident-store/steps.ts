import { expect } from 'vitest';
import type { IncidentChange } from '../../../functions/core/domain/change.ts';
import type { Incident, IncidentId } from '../../../functions/core/domain/incident.ts';
import type { IncidentStatus } from '../../../functions/core/domain/transitions.ts';
import type { IncidentStore } from '../../../functions/core/ports/incident-store.ts';
import { aDraft, anAlert, anAlertGroup, anOpening } from '../../support/builders.ts';

export const FIRST: IncidentId = 'INC-01KJQ000000000000000000001';
export const SECOND: IncidentId = 'INC-01KJQ000000000000000000002';
export const THIRD: IncidentId = 'INC-01KJQ000000000000000000003';

/** Opens an incident; one alert of its own unless a group is given. */
export const opened = async (
  store: IncidentStore,
  id: IncidentId,
  group = anAlertGroup(),
  part: Parameters<typeof anOpening>[0] = {},
): Promise<Incident> => {
  const answer = await store.open(anOpening({ id, ...part }, group));
  if (answer.outcome === 'taken') throw new Error(`${id} was not opened`);
  return answer.incident;
};

/** Opens an incident with a group and an alert that no other incident has. */
export const openedAlone = (store: IncidentStore, id: IncidentId, part: Parameters<typeof anOpening>[0] = {}) =>
  opened(store, id, anAlertGroup({ groupKey: id, alerts: [anAlert({ fingerprint: id })] }), part);

/** Applies a change that must be written. */
export const committed = async (store: IncidentStore, before: Incident, change: IncidentChange): Promise<Incident> => {
  const answer = await store.commit(before, change);
  expect(answer.outcome).toBe('written');
  return answer.outcome === 'written' ? answer.incident : before;
};

/** Moves an incident along the given statuses. */
export const moved = async (store: IncidentStore, from: Incident, ...path: IncidentStatus[]): Promise<Incident> => {
  let incident = from;
  for (const to of path) incident = await committed(store, incident, { to, entries: [aDraft({ text: `to ${to}` })] });
  return incident;
};
