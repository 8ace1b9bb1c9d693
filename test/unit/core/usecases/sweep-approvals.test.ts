import { describe, expect, it } from 'vitest';
import { FIRST } from '../../../contract/incident-store/steps.ts';
import { anAction } from '../../../support/builders.ts';
import { asked, DIGEST } from './asking.ts';

describe('the sweep over questions', () => {
  it('gives the answer again that was lost on its way', async () => {
    const { store, sweep, waiting, clock, incident, tokens } = await asked();
    const before = await incident();
    const whole = await store.readWhole(FIRST);
    const [approval] = whole?.approvals ?? [];
    if (before === undefined || approval === undefined) throw new Error('nothing was asked');
    // The Lambda that decided died between its write and the answer.
    await store.commit(before, {
      to: 'mitigating',
      entries: [{ kind: 'approval.approved', actor: 'person:ada', text: 'approved' }],
      approval: { ...approval, status: 'approved', decidedAt: clock().toISOString() },
    });
    clock.advance(10);

    expect(await sweep()).toBe(1);
    expect([...waiting.answers]).toEqual([['token-1', 'approved']]);
    expect(await tokens.of(FIRST, approval.id)).toBe('token-1');
    expect(await sweep()).toBe(0);
  });

  it('ends a question whose timer was lost', async () => {
    const { sweep, waiting, clock, kinds } = await asked();
    clock.advance(301);

    expect(await sweep()).toBe(1);
    expect([...waiting.answers.values()]).toEqual(['expired']);
    expect((await kinds()).at(-1)).toBe('approval.expired');
  });

  it('leaves alone what is still to be decided', async () => {
    const { sweep, waiting, clock, incident } = await asked();
    clock.advance(299);

    expect(await sweep()).toBe(0);
    expect([...waiting.answers]).toEqual([]);
    expect((await incident())?.status).toBe('awaiting_approval');
  });

  it('leaves alone an execution that went on', async () => {
    const { store, say, sweep, incident, clock } = await asked();
    await say('approved', 'ada');
    const now = await incident();
    if (now === undefined) throw new Error('the incident is gone');
    await store.commit(now, {
      entries: [{ kind: 'action.started', actor: 'act', text: 'started' }],
      action: anAction({ planDigest: DIGEST }),
    });
    clock.advance(60);

    expect(await sweep()).toBe(0);
  });
});
