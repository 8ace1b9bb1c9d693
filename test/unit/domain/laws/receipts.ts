import { aQuarantined, aReceipt } from '../../../support/builders.ts';
import { inRecord, type Poison } from '../../../support/poison.ts';

export const RECEIPTS_POISONS: readonly Poison[] = [
  [
    'receipts-quarantined',
    'a quarantined receipt of which nothing is kept',
    inRecord(({ receipts }) => ({
      receipts: [...receipts, aReceipt({ state: 'quarantined', quarantineId: `datadog-${'0'.repeat(64)}` })],
    })),
  ],
  [
    'receipts-quarantined',
    'a quarantined receipt that names nothing',
    inRecord(({ receipts }) => ({ receipts: [...receipts, aReceipt({ state: 'quarantined' })] })),
  ],
  ['quarantine-complete', 'a quarantined body that is gone', inRecord(() => ({ quarantinedBodies: [] }))],
  [
    'quarantine-complete',
    'more receipts than were counted',
    inRecord(() => ({
      quarantined: [aQuarantined({ receipts: ['RCP-01KJQ000000000000000000008', 'RCP-01KJQ000000000000000000009'] })],
    })),
  ],
  [
    'receipts-settled',
    'a receipt queued for long',
    inRecord(({ receipts }) => ({ receipts: [...receipts, aReceipt({ receivedAt: '2026-03-02T09:00:00.000Z' })] })),
  ],
  [
    'receipts-lead-somewhere',
    'a receipt that joined nothing',
    inRecord(() => ({ receipts: [aReceipt({ state: 'joined' })] })),
  ],
  [
    'receipts-lead-somewhere',
    'a receipt of an incident that is not there',
    inRecord(() => ({ receipts: [aReceipt({ state: 'duplicate', incidentId: 'INC-01KJQ000000000000000009999' })] })),
  ],
];
