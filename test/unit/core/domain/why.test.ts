import { describe, expect, it } from 'vitest';
import { REASONS } from '../../../../functions/core/domain/reason.ts';
import type { TimelineEntry } from '../../../../functions/core/domain/timeline.ts';
import { whyOf } from '../../../../functions/core/domain/why.ts';
import { aPlan, NOON } from '../../../support/builders.ts';

const AFTER = '2026-03-02T10:00:05.000Z';
const anEntry = (part: Partial<TimelineEntry>): TimelineEntry => ({
  seq: 1,
  at: AFTER,
  kind: 'plan.denied',
  actor: 'plan',
  text: 'May not.',
  status: 'diagnosing',
  data: {},
  previous: '',
  hash: '',
  ...part,
});

const refused = { rule: 'brake', value: 'engaged by robin', limit: 'released', decision: 'deny' as const };

describe('why', () => {
  it('says of every rule that does not allow what would have to change', () => {
    const rules = [
      { rule: 'mode of checkout', value: 'auto', limit: 'auto', decision: 'allow' as const },
      { ...refused, reason: 'brake_engaged' as const },
    ];

    const why = whyOf({ plans: [aPlan({ decision: 'deny', rules })], timeline: [] });

    expect(why.outcome).toBe('deny');
    expect(why.rules.map(({ change }) => change)).toEqual([undefined, 'an admin releases the brake']);
  });

  it('says nothing twice: a denial by rules is told by its rules', () => {
    const plans = [aPlan({ decision: 'deny', rules: [{ ...refused, reason: 'brake_engaged' }] })];

    expect(whyOf({ plans, timeline: [anEntry({ reason: 'brake_engaged' })] }).besides).toEqual([]);
  });

  it('tells what the gate refused, and what people decided, since the plan was made', () => {
    const timeline = [
      anEntry({ kind: 'plan.denied', reason: 'attempts_exhausted', at: '2026-03-02T09:00:00.000Z' }),
      anEntry({ kind: 'action.refused', reason: 'target_locked' }),
      anEntry({ kind: 'approval.expired', reason: 'approval_expired' }),
      anEntry({ kind: 'note.added' }),
    ];

    const { besides } = whyOf({ plans: [aPlan({ madeAt: NOON })], timeline });

    expect(besides.map(({ reason }) => reason)).toEqual(['target_locked', 'approval_expired']);
    expect(besides[0]?.change).toContain('admin breaks the lock');
  });

  it('tells why there is no plan', () => {
    const why = whyOf({ plans: [], timeline: [anEntry({ kind: 'plan.absent', reason: 'no_runbook' })] });

    expect(why).toMatchObject({ outcome: 'none', rules: [], besides: [{ reason: 'no_runbook' }] });
  });

  it.each(REASONS)('has an answer to %s', (reason) => {
    const [only] = whyOf({ plans: [], timeline: [anEntry({ reason })] }).besides;

    expect(only?.change).toBeTruthy();
  });
});
