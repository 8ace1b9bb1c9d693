import type { Reason } from '../reason.ts';

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

/** A verdict that allows only what was seen to be inside: anything else, no number included, is refused. */
export const within = (
  isInside: boolean,
  rule: Pick<Verdict, 'rule' | 'value' | 'limit'>,
  refusal: 'ask' | 'deny' | 'observe',
  reason: Reason,
): Verdict => (isInside ? { ...rule, decision: 'allow' } : { ...rule, decision: refusal, reason });
