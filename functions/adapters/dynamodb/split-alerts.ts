import type { GroupName } from '../../core/domain/alert.ts';
import { applyChange } from '../../core/domain/change.ts';
import { releasing, swallowing } from '../../core/domain/correlation.ts';
import { type Incident, isOver } from '../../core/domain/incident.ts';
import { instant } from '../../core/domain/time.ts';
import type { IncidentStore, Opening } from '../../core/ports/incident-store.ts';
import { alertParts, eachOnce } from './alert-parts.ts';
import { appliedParts, stillAt } from './change-parts.ts';
import { groupItem, openPointerItem, servicePointerItem } from './items/open-pointer.ts';
import { alertItemKey, groupItemKey } from './keys.ts';
import { unopened } from './open-incident.ts';
import { type Part, put, remove, transact } from './transact.ts';
import type { Writing } from './writing.ts';

type Split = IncidentStore['split'];

/** Moves alerts to an incident of their own in one transaction; README.md counts what that holds. */
export const splitAlerts = async (
  writing: Writing,
  ...[before, entries, opening, there]: Parameters<Split>
): Promise<'split' | 'conflict'> => {
  if (there !== undefined && isOver(there.status)) return 'conflict';
  const { table, clock, digest } = writing;
  const now = instant(clock());
  const alerts = eachOnce(opening.alerts);
  const { source, groupKey } = alerts[0]?.alert.from ?? opening.incident;
  const group: GroupName = { source, groupKey };
  const to = there?.id ?? opening.incident.id;

  const here = applyChange(before, { entries: [entries.here], facts: releasing(before, alerts.length) }, now, digest);
  const refusals = await transact(table, [
    ...appliedParts(here, stillAt(before)),
    ...alerts.map(({ alert }) => remove('alert', alertItemKey(before.id, { ...alert, from: group }, digest))),
    remove('part', groupItemKey(before.id, group, digest)),
    put('pointer', openPointerItem({ ...group, incidentId: to }, digest), {
      that: 'attribute_not_exists(pk) OR incidentId IN (:before, :to)',
      values: { ':before': before.id, ':to': to },
    }),
    ...(there === undefined ? openedParts(writing, opening) : joinedParts(writing, there, entries.there, opening)),
    ...alertParts(writing, to, alerts, before.id),
  ]);
  return refusals.length === 0 ? 'split' : 'conflict';
};

const openedParts = ({ clock, digest }: Writing, { incident, entries }: Opening): readonly Part[] => {
  const applied = applyChange(unopened(incident), { entries }, instant(clock()), digest);
  const { id, service } = incident;
  return [
    ...appliedParts(applied, { that: 'attribute_not_exists(pk)' }),
    ...(service === undefined ? [] : [put('pointer', servicePointerItem({ service, incidentId: id }, digest))]),
  ];
};

const joinedParts = (
  { clock, digest }: Writing,
  there: Incident,
  entry: Parameters<Split>[1]['there'],
  { alerts }: Opening,
): readonly Part[] => {
  const change = { entries: [entry] as const, facts: swallowing(there, alerts) };
  const from = alerts[0]?.alert.from;
  return [
    ...appliedParts(applyChange(there, change, instant(clock()), digest), stillAt(there)),
    ...(from === undefined ? [] : [put('part', groupItem({ ...from, incidentId: there.id }, digest))]),
  ];
};
