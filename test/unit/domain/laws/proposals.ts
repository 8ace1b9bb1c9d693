import { type Change, inIncident, type Poison, UNDER_WAY } from '../../../support/poison.ts';

/** What is under way was proposed by somebody. */
const proposed: Change = inIncident(UNDER_WAY, (whole) => ({
  ...whole,
  incident: { ...whole.incident, proposedBy: 'rob' },
}));

export const PROPOSALS_POISONS: readonly Poison[] = [
  ['proposals-asked', 'an action that was allowed by itself', proposed],
];
