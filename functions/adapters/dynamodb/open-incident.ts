import { applyChange } from '../../core/domain/change.ts';
import type { Incident } from '../../core/domain/incident.ts';
import { instant } from '../../core/domain/time.ts';
import { CHAIN_START } from '../../core/domain/timeline.ts';
import type { IncidentStore, Opening } from '../../core/ports/incident-store.ts';
import { alertParts, CHUNK, eachOnce } from './alert-parts.ts';
import { appliedParts } from './change-parts.ts';
import type { Writing } from './incident-store.ts';
import { openPointerItem } from './items/open-pointer.ts';
import { takeRest } from './take-rest.ts';
import { put, transact } from './transact.ts';

/** Opens once: whoever writes the pointer and the episodes first has opened it. */
export const openIncident = async (writing: Writing, opening: Opening): ReturnType<IncidentStore['open']> => {
  const { table, clock, digest } = writing;
  const { source, groupKey, id } = opening.incident;
  const applied = applyChange(unopened(opening.incident), { entries: opening.entries }, instant(clock()), digest);
  const alerts = eachOnce(opening.alerts);

  const refusals = await transact(table, [
    ...appliedParts(applied, { that: 'attribute_not_exists(pk)' }),
    put('pointer', openPointerItem({ source, groupKey, incidentId: id }, digest), { that: 'attribute_not_exists(pk)' }),
    ...alertParts(writing, id, alerts.slice(0, CHUNK), opening.takenFrom),
  ]);
  if (refusals.length > 0) return { outcome: 'taken' };

  await takeRest(writing, id, alerts.slice(CHUNK), opening.takenFrom);
  return { outcome: 'opened', incident: applied.incident };
};

const unopened = (incident: Opening['incident']): Incident => ({
  ...incident,
  status: 'open',
  seq: 0,
  head: CHAIN_START,
  attempt: 1,
  locks: [],
  updatedAt: incident.openedAt,
});
