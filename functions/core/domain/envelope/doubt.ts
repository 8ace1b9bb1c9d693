import type { EnvelopeFacts } from './facts.ts';
import { type Verdict, within } from './verdict.ts';

const secondsText = (seconds: number): string => `${Math.round(seconds)} s`;

/** Whether what the plan rests on is sure enough, fresh enough and calm enough. */
export const doubtRules = (facts: EnvelopeFacts): readonly Verdict[] => {
  const { confidence, minimumConfidence, evidenceAge, flapping, irreversible, limits } = facts;
  const { evidenceSeconds, refusals } = limits;
  const ending = 'can be undone, or nothing to undo';
  return [
    within(
      confidence >= minimumConfidence,
      { rule: 'confidence', value: confidence.toFixed(3), limit: `at least ${minimumConfidence}` },
      refusals.confidence,
      'low_confidence',
    ),
    within(
      evidenceAge <= evidenceSeconds,
      {
        rule: 'age of the evidence',
        value: secondsText(evidenceAge),
        limit: `at most ${secondsText(evidenceSeconds)}`,
      },
      refusals.evidence,
      'stale_evidence',
    ),
    within(
      !flapping,
      { rule: 'flapping', value: flapping ? 'an alert flaps' : 'steady', limit: 'steady' },
      refusals.flapping,
      'flapping',
    ),
    within(
      !irreversible,
      { rule: 'ending', value: irreversible ? 'irreversible' : ending, limit: ending },
      'ask',
      'irreversible',
    ),
  ];
};
