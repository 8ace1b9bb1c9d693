import { inIncident, type Poison, UNDER_WAY } from '../../../support/poison.ts';

const withCap = (part: { readonly perHour: number; readonly perDay: number }) =>
  inIncident(UNDER_WAY, (whole) => ({
    ...whole,
    plans: whole.plans.map((plan) => ({
      ...plan,
      caps: [{ subject: 'runbook:database-timeout' as const, ...part }],
    })),
  }));

export const CAPS_POISONS: readonly Poison[] = [
  ['tries-capped', 'a try beyond the cap of an hour', withCap({ perHour: 1, perDay: 7 })],
  ['tries-capped', 'a try beyond the cap of a day', withCap({ perHour: 7, perDay: 1 })],
];
