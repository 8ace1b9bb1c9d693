import { describe, expect, it } from 'vitest';
import { DependencyUnavailable } from '../../../../functions/core/domain/errors.ts';
import { FIRST } from '../../../contract/incident-store/steps.ts';
import { aDraft } from '../../../support/builders.ts';
import { asked, DIGEST } from './asking.ts';

describe('a question to people', () => {
  it('is asked once, with a deadline that a timer keeps', async () => {
    const { outcome, timers, incident, kinds } = await asked();

    expect(outcome).toBe('asked');
    expect((await incident())?.status).toBe('awaiting_approval');
    expect((await kinds()).at(-1)).toBe('approval.asked');
    expect(timers.waiting).toMatchObject([{ due: '2026-03-02T10:05:00.000Z', timer: { kind: 'approval_due' } }]);
  });

  it('lets the actions run once it is approved, and answers the execution', async () => {
    const { say, waiting, incident } = await asked();

    const said = await say('approved', 'ada');

    expect(said).toMatchObject({ outcome: 'counted', approval: { status: 'approved' } });
    expect((await incident())?.status).toBe('mitigating');
    expect([...waiting.answers]).toEqual([['token-1', 'approved']]);
  });

  it('denies at the first denial', async () => {
    const { say, waiting, incident, store } = await asked({ quorum: 2 });
    await say('approved', 'ada');

    await say('denied', 'bob');

    expect([...waiting.answers.values()]).toEqual(['denied']);
    expect((await incident())?.status).toBe('awaiting_approval');
    expect((await store.readWhole(FIRST))?.timeline.at(-1)).toMatchObject({ reason: 'approval_denied' });
  });

  it('needs distinct subjects for its quorum', async () => {
    const { say, waiting } = await asked({ quorum: 2 });

    const first = await say('approved', 'ada');
    const again = await say('approved', 'ada');
    const second = await say('approved', 'bob');

    expect(first).toMatchObject({ outcome: 'counted', approval: { status: 'pending' } });
    expect(again).toEqual({ outcome: 'again' });
    expect(second).toMatchObject({ outcome: 'counted', approval: { status: 'approved' } });
    expect([...waiting.answers.values()]).toEqual(['approved']);
  });

  it('refuses a second decision', async () => {
    const { say } = await asked();
    await say('approved', 'ada');

    expect(await say('denied', 'bob')).toEqual({ outcome: 'decided', status: 'approved' });
  });

  it('refuses a decision about another plan', async () => {
    const { say, incident } = await asked();

    expect(await say('approved', 'ada', 'another')).toEqual({ outcome: 'stale', planDigest: DIGEST });
    expect((await incident())?.status).toBe('awaiting_approval');
  });

  it('refuses the approval of whoever asked for the plan', async () => {
    const { say } = await asked();

    expect(await say('approved', 'machine')).toEqual({ outcome: 'own' });
  });

  it('denies at its deadline, and refuses what comes later', async () => {
    const { say, settle, waiting, clock, kinds } = await asked();
    clock.advance(299);
    expect(await settle(FIRST)).toBe('not_due');
    clock.advance(1);

    expect(await say('approved', 'ada')).toEqual({ outcome: 'decided', status: 'expired' });
    expect(await settle(FIRST)).toBe('expired');

    expect([...waiting.answers.values()]).toEqual(['expired']);
    expect((await kinds()).at(-1)).toBe('approval.expired');
  });

  it('has one winner when decision and expiry race', async () => {
    const { say, settle, waiting, clock, kinds } = await asked();
    clock.advance(299.9);
    const saying = say('approved', 'ada');
    clock.advance(0.2);

    await Promise.all([saying, settle(FIRST)]);

    const ends = (await kinds()).filter((kind) => kind === 'approval.approved' || kind === 'approval.expired');
    expect(ends).toHaveLength(1);
    expect([`approval.${[...waiting.answers.values()][0]}`]).toEqual(ends);
  });

  it('keeps a decision whose answer is lost, and has it given later', async () => {
    const { say, settle, waiting, timers } = await asked();
    waiting.failing = new DependencyUnavailable('step functions', 'down');

    const said = await say('approved', 'ada');
    waiting.failing = undefined;

    expect(said.outcome).toBe('counted');
    expect(timers.waiting.at(-1)?.timer.kind).toBe('approval_due');
    expect(await settle(FIRST)).toBe('approved');
    expect(await settle(FIRST)).toBe('gone');
  });

  it('answers the newer execution when it is asked again after a crash', async () => {
    const { ask, say, waiting, kinds } = await asked();
    await ask(FIRST, 1, waiting.wait('token-2'));

    await say('approved', 'ada');

    expect([...waiting.answers]).toEqual([['token-2', 'approved']]);
    expect((await kinds()).filter((kind) => kind === 'approval.asked')).toHaveLength(1);
  });

  it('lets the execution go when the incident is no longer waiting', async () => {
    const { store, incident, settle, say, waiting } = await asked();
    const now = await incident();
    if (now) await store.commit(now, { to: 'escalated', entries: [aDraft({ kind: 'incident.escalated' })] });

    expect(await say('approved', 'ada')).toEqual({ outcome: 'not_asked' });
    await settle(FIRST);

    expect([...waiting.answers.values()]).toEqual(['superseded']);
  });

  it('tells an execution that waited in vain what the record holds', async () => {
    const { reread, say, clock } = await asked();
    await say('approved', 'ada');
    clock.advance(50_000);

    expect(await reread(FIRST, 1)).toBe('approved');
  });

  it('shows its token to nobody', async () => {
    const { store, say } = await asked();
    await say('approved', 'ada');

    expect(JSON.stringify(await store.readWhole(FIRST))).not.toContain('token-1');
  });
});
