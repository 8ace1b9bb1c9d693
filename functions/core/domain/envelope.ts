import type { Reason } from './reason.ts';

/** One rule of the envelope with what it met, what it allows, and what follows. */
export interface Verdict {
  readonly rule: string;
  readonly value: string;
  readonly limit: string;
  readonly decision: 'allow' | 'ask' | 'deny' | 'observe';
  readonly reason?: Reason | undefined;
}

const STRICTNESS = { allow: 0, ask: 1, observe: 2, deny: 3 } as const;

/** The strictest rule decides; no rules at all is a doubt, and doubt denies. */
export const decide = (rules: readonly Verdict[]): Verdict['decision'] =>
  rules.length === 0
    ? 'deny'
    : rules.reduce<Verdict['decision']>(
        (worst, { decision }) => (STRICTNESS[decision] > STRICTNESS[worst] ? decision : worst),
        'allow',
      );

/** What the envelope looks at; `unreadable` names whatever could not be read. */
export interface EnvelopeFacts {
  readonly mode: 'observe' | 'approve' | 'auto' | undefined;
  readonly brake: { readonly engaged: boolean; readonly by?: string | undefined } | undefined;
  readonly confidence: number;
  readonly minimumConfidence: number;
  readonly targets: number;
  readonly irreversible: boolean;
  readonly unreadable: readonly string[];
}

/** Every rule's verdict on a plan, not only the first refusal. */
export const judge = (facts: EnvelopeFacts): readonly Verdict[] => [
  ...facts.unreadable.map(
    (what): Verdict => ({
      rule: 'readable',
      value: `could not read ${what}`,
      limit: 'everything it rests on',
      decision: 'deny',
      reason: 'envelope_unreadable',
    }),
  ),
  modeRule(facts.mode),
  brakeRule(facts.brake),
  facts.confidence >= facts.minimumConfidence
    ? {
        rule: 'confidence',
        value: facts.confidence.toFixed(3),
        limit: `at least ${facts.minimumConfidence}`,
        decision: 'allow',
      }
    : {
        rule: 'confidence',
        value: facts.confidence.toFixed(3),
        limit: `at least ${facts.minimumConfidence}`,
        decision: 'deny',
        reason: 'low_confidence',
      },
  facts.targets > 0
    ? { rule: 'targets', value: String(facts.targets), limit: 'at least 1', decision: 'allow' }
    : { rule: 'targets', value: '0', limit: 'at least 1', decision: 'deny', reason: 'no_targets' },
  facts.irreversible
    ? {
        rule: 'ending',
        value: 'irreversible',
        limit: 'can be undone, or nothing to undo',
        decision: 'ask',
        reason: 'mode_approve',
      }
    : {
        rule: 'ending',
        value: 'can be undone, or nothing to undo',
        limit: 'can be undone, or nothing to undo',
        decision: 'allow',
      },
];

const modeRule = (mode: EnvelopeFacts['mode']): Verdict => {
  const rule = { rule: 'mode', value: mode ?? 'not named', limit: 'auto' };
  if (mode === 'auto') return { ...rule, decision: 'allow' };
  if (mode === 'approve') return { ...rule, decision: 'ask', reason: 'mode_approve' };
  return { ...rule, decision: 'observe', reason: 'mode_observe' };
};

const brakeRule = (brake: EnvelopeFacts['brake']): Verdict => {
  if (brake === undefined)
    return { rule: 'brake', value: 'unknown', limit: 'released', decision: 'deny', reason: 'envelope_unreadable' };
  return brake.engaged
    ? {
        rule: 'brake',
        value: `engaged by ${brake.by ?? 'unknown'}`,
        limit: 'released',
        decision: 'deny',
        reason: 'brake_engaged',
      }
    : { rule: 'brake', value: 'released', limit: 'released', decision: 'allow' };
};
