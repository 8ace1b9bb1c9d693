import { type Instant, secondsBetween } from '../time.ts';
import { type Law, lawForEach, unless } from './law.ts';
import type { WholeRecord } from './record.ts';

/** A notification that is still on its way after this many seconds is lost or stuck. */
const YOUNG = 300;

/** What expires goes at some moment after that, and not all of it at the same one. */
const isKept = (since: Instant, now: Instant): boolean => secondsBetween(since, now) < 30 * 86_400;

const known = ({ incidents }: WholeRecord, id: string): boolean => incidents.some(({ incident }) => incident.id === id);

export const RECEIPT_LAWS: readonly Law[] = [
  lawForEach(
    'receipts-settled',
    'every receipt is settled, or younger than five minutes',
    ({ record }) => record.receipts,
    ({ id }) => id,
    ({ state, receivedAt }, { now }) => {
      const age = secondsBetween(receivedAt, now);
      return unless(state !== 'queued' || age < YOUNG, `queued for ${Math.round(age)} s`);
    },
  ),
  lawForEach(
    'receipts-lead-somewhere',
    'every receipt that opened or joined names an incident that exists',
    ({ record }) =>
      record.receipts.filter(({ state, incidentId }) => incidentId || state === 'opened' || state === 'joined'),
    ({ id }) => id,
    ({ state, incidentId }, { record }) => {
      if (incidentId === undefined) return [`${state}, but it names no incident`];
      return unless(known(record, incidentId), `${state} ${incidentId}, which does not exist`);
    },
  ),
  lawForEach(
    'receipts-quarantined',
    'every quarantined receipt names what is kept for it',
    ({ record, now }) =>
      record.receipts.filter(({ state, receivedAt }) => state === 'quarantined' && isKept(receivedAt, now)),
    ({ id }) => id,
    ({ quarantineId }, { record }) => {
      if (quarantineId === undefined) return ['quarantined, but it names nothing that is kept'];
      return unless(
        record.quarantined.some(({ id }) => id === quarantineId),
        `quarantined as ${quarantineId}, which is not there`,
      );
    },
  ),
  lawForEach(
    'quarantine-complete',
    'every quarantined body is kept, and counted no less often than its receipts',
    ({ record, now }) => record.quarantined.filter(({ lastSeen }) => isKept(lastSeen, now)),
    ({ id }) => id,
    ({ id, count, receipts }, { record }) => [
      ...unless(record.quarantinedBodies.includes(id), 'its body is not there'),
      ...unless(count >= receipts.length, `counted ${count} times, with ${receipts.length} receipts`),
    ],
  ),
];
