import { secondsBetween } from '../time.ts';
import { type Law, lawForEach, unless } from './law.ts';
import type { WholeRecord } from './record.ts';

/** A notification that is still on its way after this many seconds is lost or stuck. */
const YOUNG = 300;

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
];
