import { applyChange, type IncidentChange } from '../../core/domain/change.ts';
import { type Incident, isOver } from '../../core/domain/incident.ts';
import { instant } from '../../core/domain/time.ts';
import type { IncidentStore } from '../../core/ports/incident-store.ts';
import { addedParts, appliedParts, stillAt } from './change-parts.ts';
import { freeingParts, lockFreeingParts } from './freeing-parts.ts';
import { transact } from './transact.ts';
import type { Writing } from './writing.ts';

/** How often the pointer and locks are looked at anew, should they change hands between look and write. */
const TRIES = 3;

/** Applies a change in one transaction; ending frees the open pointer and the locks in the same one. */
export const commitChange = async (
  { table, clock, digest }: Writing,
  before: Incident,
  change: IncidentChange,
): ReturnType<IncidentStore['commit']> => {
  const ends = change.to !== undefined && isOver(change.to);
  const frees = ends || change.frees === true;
  const changed = applyChange(before, change, instant(clock()), digest);
  const applied = frees ? { ...changed, incident: { ...changed.incident, locks: [] } } : changed;

  for (let tried = 0; tried < TRIES; tried += 1) {
    const refusals = await transact(table, [
      ...appliedParts(applied, stillAt(before)),
      ...addedParts(applied, change),
      ...(ends ? await freeingParts(table, before, digest) : []),
      ...(!ends && frees ? await lockFreeingParts(table, before) : []),
    ]);
    if (refusals.length === 0) return { outcome: 'written', incident: applied.incident };
    if (refusals.some(({ part }) => part.role !== 'pointer' && part.role !== 'lock')) break;
  }
  return { outcome: 'conflict' };
};
