import type { Measurement, Verification } from '../../../../functions/core/domain/verification.ts';
import { type ChangeOf, inIncident, inPlan, last, type Poison, RECOVERED } from '../../../support/poison.ts';

const inVerification = (change: ChangeOf<Verification>) =>
  inIncident(RECOVERED, (whole) => ({ ...whole, verifications: last(whole.verifications, change) }));

const inMeasurement = (change: ChangeOf<Measurement>) =>
  inVerification((one) => ({ ...one, measurements: one.measurements.map(change) }));

export const RECOVERY_POISONS: readonly Poison[] = [
  [
    'verified-measured',
    'a sample over the limit',
    inMeasurement((one) => ({ ...one, samples: one.samples.map(([at, value], i) => [at, i === 4 ? 1 : value]) })),
  ],
  ['verified-measured', 'too short a run', inMeasurement((one) => ({ ...one, samples: one.samples.slice(-5) }))],
  [
    'verified-measured',
    'a hole in the run',
    inMeasurement((one) => ({ ...one, samples: one.samples.filter((_, i) => i < 2 || i > 5) })),
  ],
  [
    'verified-measured',
    'samples from before the action’s end',
    inMeasurement((one) => ({ ...one, samples: [[(one.samples[0]?.[0] ?? 0) - 1, 0], ...one.samples] })),
  ],
  ['verified-measured', 'no samples', inMeasurement((one) => ({ ...one, samples: [] }))],
  ['verified-measured', 'old samples', inVerification((one) => ({ ...one, at: '2026-03-02T10:01:00.000Z' }))],
  ['verified-measured', 'a condition that was not measured', inVerification((one) => ({ ...one, measurements: [] }))],
  ['verified-measured', 'a service that was not asked', inVerification(({ probe, ...one }) => one)],
  [
    'verified-measured',
    'a service that did not answer',
    inVerification((one) => ({ ...one, probe: { url: one.probe?.url ?? '', at: one.at, ok: false } })),
  ],
  ['verified-measured', 'a plan without conditions', inPlan((plan) => ({ ...plan, recoveredWhen: [] }))],
  [
    'recovered-verified',
    'a close as recovered without a verification',
    inIncident(RECOVERED, (whole) => ({ ...whole, verifications: [] })),
  ],
];
