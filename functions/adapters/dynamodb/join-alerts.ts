import type { Alert, GroupName } from '../../core/domain/alert.ts';
import { applyChange } from '../../core/domain/change.ts';
import { swallowing } from '../../core/domain/correlation.ts';
import type { Incident } from '../../core/domain/incident.ts';
import { instant } from '../../core/domain/time.ts';
import type { Digest, TimelineDraft } from '../../core/domain/timeline.ts';
import { type Alerted, alertParts, CHUNK, eachOnce } from './alert-parts.ts';
import { appliedParts, stillAt } from './change-parts.ts';
import { alertItem } from './items/alert.ts';
import { groupItem, type OpenPointer, openPointerItem } from './items/open-pointer.ts';
import { takeRest } from './take-rest.ts';
import { type Part, put, transact } from './transact.ts';
import type { Writing } from './writing.ts';

/** Adds alerts with new episodes. After `conflict` some may have been added: the caller reads again and joins what is new. */
export const joinAlerts = async (
  writing: Writing,
  before: Incident,
  joining: readonly Alerted[],
  entry: TimelineDraft,
  group?: GroupName,
): Promise<'joined' | 'conflict'> => {
  const { table, clock, digest } = writing;
  const alerts = eachOnce(joining);
  const facts = swallowing(before, alerts);
  const applied = applyChange(before, { entries: [entry], facts }, instant(clock()), digest);

  const refusals = await transact(table, [
    ...appliedParts(applied, stillAt(before)),
    ...(group ? takenIn({ ...group, incidentId: before.id }, digest) : []),
    ...alertParts(writing, before.id, alerts.slice(0, CHUNK), undefined),
  ]);
  if (refusals.length > 0) return 'conflict';
  return (await takeRest(writing, before.id, alerts.slice(CHUNK))) === 'complete' ? 'joined' : 'conflict';
};

/** The pointer of a group that is taken in, and the note by which it is freed in the end. */
const takenIn = (pointer: OpenPointer, digest: Digest): readonly Part[] => [
  put('pointer', openPointerItem(pointer, digest), { that: 'attribute_not_exists(pk)' }),
  put('part', groupItem(pointer, digest)),
];

/** Writes alerts as they are now; the first transaction speaks for all on the timeline. */
export const resolveAlerts = async (
  { table, clock, digest }: Writing,
  before: Incident,
  alerts: readonly Alert[],
  entry: TimelineDraft,
): Promise<'recorded' | 'conflict'> => {
  const applied = applyChange(before, { entries: [entry] }, instant(clock()), digest);
  const items = alerts.map((alert) => alertItem(before.id, alert, (alert.from ?? before).source, digest));
  const parts = [...new Map(items.map((item) => [item['sk'], item])).values()].map((item) => put('alert', item));

  const refusals = await transact(table, [...appliedParts(applied, stillAt(before)), ...parts.slice(0, CHUNK)]);
  if (refusals.length > 0) return 'conflict';
  for (let start = CHUNK; start < parts.length; start += CHUNK) {
    const contended = await transact(table, parts.slice(start, start + CHUNK));
    if (contended.length > 0) return 'conflict';
  }
  return 'recorded';
};
