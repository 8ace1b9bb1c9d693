import type { SideEffect, Verification } from '../../../../functions/core/domain/verification.ts';
import { aVerification } from '../../../support/builders.ts';
import { inIncident, last, type Poison, RECOVERED, SECOND_TRY, UNDER_WAY } from '../../../support/poison.ts';

/** Another service that fails more than before. */
const harmed: SideEffect = {
  service: 'catalogue',
  says: 'requests of catalogue do not fail',
  query: 'failing_share',
  limit: 'below 0.05',
  holds: { below: 0.05 },
  before: { atAction: 0, at: 1_772_445_600, worst: 0, perSecond: 0 },
  samples: [
    [1_772_445_605, 0.5],
    [1_772_445_615, 0.6],
  ],
  heldSeconds: 0,
  holdSeconds: 5,
  worseSeconds: 10,
  verdict: 'worse',
};

const worse = (at: string, sideEffects: readonly SideEffect[]): Verification =>
  aVerification({ outcome: 'worse', at, sideEffects });

export const WORSENING_POISONS: readonly Poison[] = [
  [
    'worse-measured',
    'a worse that no sample shows',
    inIncident(UNDER_WAY, (whole) => ({
      ...whole,
      verifications: [worse(whole.actions[0]?.startedAt ?? '', [{ ...harmed, samples: harmed.samples.slice(-1) }])],
    })),
  ],
  [
    'verified-harmless',
    'a recovery that harmed another service',
    inIncident(RECOVERED, (whole) => ({
      ...whole,
      verifications: last(whole.verifications, (one) => ({ ...one, sideEffects: [harmed] })),
    })),
  ],
  [
    'worse-stops',
    'a second try after a worse one',
    inIncident(SECOND_TRY, (whole) => ({
      ...whole,
      verifications: [worse(whole.plans.at(-1)?.madeAt ?? '', [harmed])],
    })),
  ],
];
