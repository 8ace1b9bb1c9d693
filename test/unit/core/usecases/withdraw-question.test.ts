import { describe, expect, it } from 'vitest';
import { FIRST } from '../../../contract/incident-store/steps.ts';
import { aDraft } from '../../../support/builders.ts';
import { asked } from './asking.ts';

const CALM = 20;

/** People are asked, and then every alert resolves by itself. */
const askedInVain = async () => {
  const place = await asked();
  const { store } = place;
  const resolve = async () => {
    const whole = await store.readWhole(FIRST);
    if (whole === undefined) throw new Error('the incident is gone');
    const alerts = whole.alerts.map((alert) => ({ ...alert, status: 'resolved' as const }));
    await store.resolveAlerts(whole.incident, alerts, aDraft({ kind: 'alert.resolved' }));
  };
  const approval = async () => (await store.readWhole(FIRST))?.approvals.at(-1);
  return { ...place, resolve, approval };
};

describe('a question about what has resolved by itself', () => {
  it('is taken back when it stayed so for the calm period, and the execution goes on', async () => {
    const { resolve, sweep, clock, waiting, incident, approval, kinds } = await askedInVain();
    await resolve();
    clock.advance(CALM);

    expect(await sweep()).toBe(1);
    expect((await approval())?.status).toBe('withdrawn');
    expect((await incident())?.status).toBe('diagnosing');
    expect([...waiting.answers.values()]).toEqual(['withdrawn']);
    expect((await kinds()).at(-1)).toBe('approval.withdrawn');
  });

  it('stands until then, and while an alert fires', async () => {
    const { resolve, sweep, clock, approval } = await askedInVain();
    clock.advance(CALM * 2);
    expect(await sweep()).toBe(0);
    await resolve();
    clock.advance(CALM - 1);

    expect(await sweep()).toBe(0);
    expect((await approval())?.status).toBe('pending');
  });

  it('cannot be decided any more', async () => {
    const { resolve, sweep, clock, say } = await askedInVain();
    await resolve();
    clock.advance(CALM);
    await sweep();

    expect(await say('approved', 'ada')).toEqual({ outcome: 'decided', status: 'withdrawn' });
  });

  it('gives its answer again when that was lost on the way', async () => {
    const { resolve, sweep, clock, waiting, ask, tokens, approval, settle, timers } = await askedInVain();
    await resolve();
    clock.advance(CALM);
    await sweep();
    const id = (await approval())?.id ?? '';
    expect(timers.waiting.at(-1)?.timer.kind).toBe('approval_due');
    waiting.answers.clear();
    await tokens.keep(FIRST, id, waiting.wait('token-2'));

    // The timer that was set before.
    expect(await settle(FIRST)).toBe('withdrawn');
    expect([...waiting.answers]).toEqual([['token-2', 'withdrawn']]);
    expect(await ask(FIRST, 1, waiting.wait('token-3'))).toBe('withdrawn');
  });
});
