import { describe, expect, it } from 'vitest';
import type { Approval } from '../../../functions/core/domain/approval.ts';
import type { Facts } from '../../../functions/core/domain/laws/record.ts';
import { judgeRecord } from '../../../functions/core/domain/laws.ts';
import { plusSeconds } from '../../../functions/core/domain/time.ts';
import { anApproval } from '../../support/builders.ts';
import { lawfulFacts } from '../../support/lawful-facts.ts';

const UNDER_WAY = 3;

/** The lawful record, in which people allowed what is under way; `change` says how they did it otherwise. */
const approved = async (change: (approval: Approval) => Approval = (one) => one): Promise<Facts> => {
  const facts = await lawfulFacts();
  const incidents = facts.record.incidents.map((whole, i) => {
    const [action] = whole.actions;
    if (i !== UNDER_WAY || action === undefined) return whole;
    const decidedAt = plusSeconds(action.startedAt, -1);
    const approval = anApproval({
      planDigest: action.planDigest,
      status: 'approved',
      askedAt: plusSeconds(decidedAt, -30),
      deadline: plusSeconds(decidedAt, 270),
      quorum: 2,
      votes: ['ada', 'bob'].map((subject) => ({ subject, decision: 'approved', at: decidedAt, via: 'api' })),
      decidedAt,
      used: [action.step],
    });
    const plans = whole.plans.map((plan) => ({ ...plan, decision: 'ask' as const }));
    return { ...whole, plans, approvals: [change(approval)] };
  });
  return { ...facts, record: { ...facts.record, incidents } };
};

const broken = (facts: Facts): readonly string[] =>
  judgeRecord(facts)
    .filter(({ breaches }) => breaches.length > 0)
    .map(({ law }) => law);

describe('an action that people allowed', () => {
  it('is lawful when a quorum approved this plan before it started', async () => {
    expect(broken(await approved())).toEqual([]);
  });

  const wrongs: readonly (readonly [string, (approval: Approval) => Approval])[] = [
    ['the question is still pending', (one) => ({ ...one, status: 'pending' })],
    ['it was denied', (one) => ({ ...one, status: 'denied' })],
    ['it expired', (one) => ({ ...one, status: 'expired' })],
    ['it is about another plan', (one) => ({ ...one, planDigest: 'another' })],
    ['it was decided after the start', (one) => ({ ...one, decidedAt: plusSeconds(one.askedAt, 60) })],
    ['it was decided after its deadline', (one) => ({ ...one, deadline: one.askedAt })],
    ['one of two approved', (one) => ({ ...one, votes: one.votes.slice(1) })],
    ['one person approved twice', (one) => ({ ...one, votes: one.votes.map((v) => ({ ...v, subject: 'ada' })) })],
    ['one of them had asked for it', (one) => ({ ...one, askedBy: 'ada' })],
    ['the step did not use it', (one) => ({ ...one, used: [] })],
    ['the step used it twice', (one) => ({ ...one, used: [...one.used, ...one.used] })],
  ];

  it.each(wrongs)('breaks a law when %s', async (_what, change) => {
    expect(broken(await approved(change))).toEqual(['actions-planned']);
  });
});
