import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../functions/core/domain/laws/record.ts';
import { judgeRecord } from '../../../functions/core/domain/laws.ts';
import type { Plan } from '../../../functions/core/domain/plan.ts';
import { plusSeconds } from '../../../functions/core/domain/time.ts';
import { lawfulFacts } from '../../support/lawful-facts.ts';

const RECOVERED = 0;
const UNDER_WAY = 3;

const broken = (facts: Facts): readonly string[] =>
  judgeRecord(facts)
    .filter(({ breaches }) => breaches.length > 0)
    .map(({ law }) => law);

/** The lawful record, in which the plan of what is under way was judged by a cap on its runbook, an earlier try so long ago. */
const capped = async (part: Partial<Plan>, ago?: number): Promise<Facts> => {
  const facts = await lawfulFacts();
  const at = facts.record.incidents[UNDER_WAY]?.actions[0]?.startedAt ?? '';
  const incidents = facts.record.incidents.map((whole, i) => {
    if (i === UNDER_WAY) return { ...whole, plans: whole.plans.map((plan) => ({ ...plan, ...part })) };
    if (i !== RECOVERED || ago === undefined) return whole;
    const startedAt = plusSeconds(at, -ago);
    return { ...whole, actions: whole.actions.map((action) => ({ ...action, startedAt })) };
  });
  return { ...facts, record: { ...facts.record, incidents } };
};

const once = { caps: [{ subject: 'runbook:database-timeout' as const, perHour: 1, perDay: 7 }] };

describe('a try', () => {
  it('is lawful below its caps', async () => {
    expect(
      broken(await capped({ caps: [{ ...once.caps[0], subject: 'runbook:database-timeout', perHour: 2, perDay: 7 }] })),
    ).toEqual([]);
  });

  it('breaks a law beyond the cap of an hour', async () => {
    expect(broken(await capped(once))).toEqual(['tries-capped']);
  });

  it('breaks a law beyond the cap of a day', async () => {
    const caps = [{ subject: 'runbook:database-timeout' as const, perHour: 7, perDay: 1 }];

    expect(broken(await capped({ caps }))).toEqual(['tries-capped']);
  });

  it('is lawful when the earlier one lies outside of the window', async () => {
    expect(broken(await capped(once, 3_601))).not.toContain('tries-capped');
  });

  it('is lawful on another target', async () => {
    expect(broken(await capped({ caps: [{ subject: 'target:elsewhere', perHour: 1, perDay: 1 }] }))).toEqual([]);
  });
});
