import { aBrake } from '../../../support/builders.ts';
import {
  inAction,
  inIncident,
  inPlan,
  inRecord,
  type Poison,
  RECOVERED,
  retold,
  UNDER_WAY,
  without,
} from '../../../support/poison.ts';

export const ACTIONS_POISONS: readonly Poison[] = [
  ['actions-planned', 'a plan that was not allowed', inPlan((plan) => ({ ...plan, decision: 'ask' }))],
  ['actions-planned', 'a step that is not in the plan', inPlan((plan) => ({ ...plan, steps: [] }))],
  [
    'actions-planned',
    'another target than planned',
    inAction(RECOVERED, (action) => ({ ...action, target: 'postgres:other' })),
  ],
  [
    'actions-in-time',
    'a start before the plan',
    inAction(RECOVERED, (action) => ({ ...action, startedAt: '2026-03-02T09:00:00.000Z' })),
  ],
  ['actions-in-time', 'a result without an end', inAction(UNDER_WAY, (action) => ({ ...action, result: 'done' }))],
  [
    'actions-once',
    'a second start',
    retold(RECOVERED, (entries) =>
      entries.map((entry) => ({
        ...entry,
        ...(entry.kind === 'action.done' && {
          kind: 'action.started' as const,
          data: entries.find(({ kind }) => kind === 'action.started')?.data ?? {},
        }),
      })),
    ),
  ],
  ['actions-once', 'a start that was never told', retold(RECOVERED, without('action.started'))],
  [
    'actions-unbraked',
    'a brake engaged before',
    inRecord(() => ({ brakes: [aBrake({ at: '2026-03-02T09:00:00.000Z' })] })),
  ],
  [
    'actions-unbraked',
    'the service’s own brake engaged before',
    inRecord(() => ({ brakes: [aBrake({ scope: 'checkout', at: '2026-03-02T09:00:00.000Z' })] })),
  ],
  ['actions-locked', 'a lock that is gone', inRecord(() => ({ locks: [] }))],
  [
    'actions-locked',
    'instances taken away without the lock of their service',
    inIncident(UNDER_WAY, (whole) => ({
      ...whole,
      plans: whole.plans.map((plan) => ({
        ...plan,
        steps: plan.steps.map((step) => ({ ...step, touches: { ...step.touches, what: 'instances' } })),
      })),
    })),
  ],
];
