import { applyChange } from '../../core/domain/change.ts';
import type { Incident } from '../../core/domain/incident.ts';
import { instant } from '../../core/domain/time.ts';
import { CHAIN_START, type Digest } from '../../core/domain/timeline.ts';
import type { IncidentStore, Opening } from '../../core/ports/incident-store.ts';
import { alertParts, CHUNK, eachOnce, ITEMS_EACH } from './alert-parts.ts';
import { appliedParts } from './change-parts.ts';
import { openPointerItem, servicePointerItem } from './items/open-pointer.ts';
import { openServiceKey } from './keys.ts';
import { takeRest } from './take-rest.ts';
import { type Condition, check, type Part, put, transact } from './transact.ts';
import type { Writing } from './writing.ts';

/** What one transaction holds, and how much of it may go to looking around: the rest is for the alerts. */
const MOST_PARTS = 100;
const MOST_AROUND = 60;

/** Opens once: whoever writes the pointers and the episodes first has opened it. */
export const openIncident = async (writing: Writing, opening: Opening): ReturnType<IncidentStore['open']> => {
  const { table, clock, digest } = writing;
  const { source, groupKey, id } = opening.incident;
  const applied = applyChange(unopened(opening.incident), { entries: opening.entries }, instant(clock()), digest);
  const alerts = eachOnce(opening.alerts);

  const parts = [
    ...appliedParts(applied, { that: 'attribute_not_exists(pk)' }),
    put('pointer', openPointerItem({ source, groupKey, incidentId: id }, digest), { that: 'attribute_not_exists(pk)' }),
    ...serviceParts(opening, digest),
  ];
  const first = Math.min(CHUNK, Math.floor((MOST_PARTS - parts.length) / ITEMS_EACH));

  const refusals = await transact(table, [
    ...parts,
    ...alertParts(writing, id, alerts.slice(0, first), opening.takenFrom),
  ]);
  if (refusals.length > 0) return { outcome: 'taken' };

  await takeRest(writing, id, alerts.slice(first), opening.takenFrom);
  return { outcome: 'opened', incident: applied.incident };
};

/** The pointer of its service, in place of what was seen there; and no change around it since it was looked at. */
const serviceParts = ({ incident: { id, service }, around }: Opening, digest: Digest): readonly Part[] => {
  const asSeen = (at: string): Condition | undefined => {
    const seen = around?.find((one) => one.service === at);
    if (seen === undefined) return undefined;
    return seen.incidentId === undefined
      ? { that: 'attribute_not_exists(pk)' }
      : { that: 'incidentId = :seen', values: { ':seen': seen.incidentId } };
  };
  const others = (around ?? []).filter((one) => one.service !== service).slice(0, MOST_AROUND);
  return [
    ...(service === undefined
      ? []
      : [put('pointer', servicePointerItem({ service, incidentId: id }, digest), asSeen(service))]),
    ...others.flatMap((one) => {
      const condition = asSeen(one.service);
      return condition ? [check('pointer', openServiceKey(one.service, digest), condition)] : [];
    }),
  ];
};

/** An incident as it is before its first entry. */
export const unopened = (incident: Opening['incident']): Incident => ({
  ...incident,
  status: 'open',
  seq: 0,
  head: CHAIN_START,
  attempt: 1,
  locks: [],
  updatedAt: incident.openedAt,
});
