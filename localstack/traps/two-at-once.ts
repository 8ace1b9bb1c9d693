import { certificateExpiry } from '../faults/certificate-expiry.ts';
import type { Fault, Patient } from '../faults/fault.ts';
import { queueBacklog } from '../faults/queue-backlog.ts';

/** The certificate of the front door and the backlog of the orders: two troubles that have nothing to do with each other. */
export const twoAtOnce = (patient: Patient): Fault => {
  const both = [certificateExpiry(patient), queueBacklog(patient)];
  return {
    name: 'two-at-once',
    inject: async () => {
      await Promise.all(both.map((fault) => fault.inject()));
    },
    heal: async () => {
      const healed = await Promise.all(both.map((fault) => fault.heal()));
      return healed.some(Boolean);
    },
  };
};
