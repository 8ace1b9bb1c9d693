import { expect, it } from 'vitest';
import { CHAIN_START, hashOf } from '../../../functions/core/domain/timeline.ts';
import {
  aDiagnosis,
  aDraft,
  anAction,
  anAlertGroup,
  aPlan,
  aVerification,
  someAlerts,
} from '../../support/builders.ts';
import type { MakeStore } from '../incident-store.ts';
import { committed, FIRST, moved, opened, SECOND } from './steps.ts';

export const committing = (make: MakeStore): void => {
  it('writes status, facts, entries and parts, and reads them back as they were', async () => {
    const { store } = await make();
    const before = await opened(store, FIRST);
    const diagnosing = await committed(store, before, {
      to: 'diagnosing',
      entries: [aDraft({ kind: 'diagnosis.started' }), aDraft({ kind: 'diagnosis.explained' })],
      diagnosis: aDiagnosis(),
    });
    const mitigating = await committed(store, diagnosing, {
      to: 'mitigating',
      entries: [aDraft({ kind: 'plan.allowed' })],
      plan: aPlan(),
    });
    const verifying = await committed(store, mitigating, {
      to: 'verifying',
      entries: [aDraft({ kind: 'action.done' })],
      action: anAction({ result: 'done', found: { sessions: [] }, changed: { ended: [4711] } }),
    });

    const incident = await committed(store, verifying, {
      to: 'resolved',
      entries: [aDraft({ kind: 'verification.verified' })],
      facts: { endedFor: 'recovery_measured' },
      verification: aVerification(),
    });

    const whole = await store.readWhole(FIRST);
    expect(whole?.incident).toEqual(incident);
    expect(incident).toMatchObject({ status: 'resolved', seq: 6, endedFor: 'recovery_measured' });
    expect(whole?.diagnoses).toEqual([aDiagnosis()]);
    expect(whole?.plans).toEqual([aPlan()]);
    expect(whole?.verifications).toEqual([aVerification()]);
    expect(whole?.actions).toEqual([anAction({ result: 'done', found: { sessions: [] }, changed: { ended: [4711] } })]);
  });

  it('keeps the chain whole, whatever the entries carry', async () => {
    const { store, digest } = await make();
    const data = JSON.parse(
      '{"__proto__": {"a": 1}, "tiny": 5e-324, "huge": 1.5e300, "none": null, "text": "\\u0000é"}',
    );
    const before = await opened(store, FIRST);

    await committed(store, before, { entries: [aDraft({ data }), aDraft({ reason: undefined })] });

    const whole = await store.readWhole(FIRST);
    const hashes = whole?.timeline.map((entry) => hashOf(FIRST, entry, digest)) ?? [];
    expect(hashes).toHaveLength(3);
    expect(whole?.timeline.map(({ hash }) => hash)).toEqual(hashes);
    expect(whole?.timeline.map(({ previous }) => previous)).toEqual([CHAIN_START, ...hashes.slice(0, -1)]);
    expect(whole?.incident.head).toBe(hashes.at(-1));
  });

  it('keeps measured values of any size', async () => {
    const { store } = await make();
    const [measurement] = aVerification().measurements;
    const samples = [Number.MAX_VALUE, -Number.MAX_VALUE, 5e-324, 0.1].map(
      (value, n) => [1772445610 + n, value] as const,
    );
    const verification = aVerification({ measurements: measurement ? [{ ...measurement, samples }] : [] });

    await committed(store, await opened(store, FIRST), { entries: [aDraft()], verification });

    expect((await store.readWhole(FIRST))?.verifications).toEqual([verification]);
  });

  it('keeps every diagnosis, oldest first', async () => {
    const { store } = await make();
    const refuted = { ...aDiagnosis(), unexplained: 0.5 };
    const before = await committed(store, await opened(store, FIRST), { entries: [aDraft()], diagnosis: refuted });

    await committed(store, before, { entries: [aDraft()], diagnosis: aDiagnosis() });

    expect((await store.readWhole(FIRST))?.diagnoses).toEqual([refuted, aDiagnosis()]);
  });

  it('refuses a change when the incident was written since it was read', async () => {
    const { store } = await make();
    const before = await opened(store, FIRST);
    await moved(store, before, 'diagnosing');

    const answer = await store.commit(before, { to: 'escalated', entries: [aDraft()], diagnosis: aDiagnosis() });

    expect(answer).toEqual({ outcome: 'conflict' });
    expect(await store.readWhole(FIRST)).toMatchObject({ incident: { status: 'diagnosing', seq: 2 }, diagnoses: [] });
  });

  it('writes one of ten changes made at the same moment', async () => {
    const { store } = await make();
    const before = await opened(store, FIRST);

    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => store.commit(before, { entries: [aDraft({ text: `by ${n}` })] })),
    );

    expect(answers.filter(({ outcome }) => outcome === 'written')).toHaveLength(1);
    expect((await store.readWhole(FIRST))?.timeline).toHaveLength(2);
  });

  it('fails on a move that the table of moves does not have', async () => {
    const { store } = await make();
    const before = await opened(store, FIRST);

    const answer = store.commit(before, { to: 'closed', entries: [aDraft()] });

    await expect(answer).rejects.toThrow('illegal move: open to closed');
  });

  it('frees the open pointer when it ends, so that the group can open again', async () => {
    const { store } = await make();
    const before = await opened(store, FIRST);

    const ended = await moved(store, before, 'escalated');

    const next = await store.open(anOpeningWithNewAlert());
    expect(ended.locks).toEqual([]);
    expect(next.outcome).toBe('opened');
    expect(await store.openIncidentOfGroup(before.source, before.groupKey)).toBe(SECOND);
  });

  it("leaves the next incident's open pointer alone when an older one is closed later", async () => {
    const { store } = await make();
    const escalated = await moved(store, await opened(store, FIRST), 'escalated');
    await store.open(anOpeningWithNewAlert());

    const closed = await moved(store, escalated, 'closed');

    expect(closed.status).toBe('closed');
    expect(await store.openIncidentOfGroup(escalated.source, escalated.groupKey)).toBe(SECOND);
  });

  it('ends an incident that says it holds a lock which nobody holds', async () => {
    const { store } = await make();
    const before = await committed(store, await opened(store, FIRST), {
      entries: [aDraft()],
      facts: { locks: ['lambda:payments:live'] },
    });

    const ended = await moved(store, before, 'escalated');

    expect(ended).toMatchObject({ status: 'escalated', locks: [] });
  });

  const anOpeningWithNewAlert = () => {
    const group = anAlertGroup({ alerts: someAlerts(1) });
    const alerts = group.alerts.map((alert) => ({ alert, episode: { ...group, ...alert } }));
    return {
      incident: {
        id: SECOND,
        source: group.source,
        groupKey: group.groupKey,
        title: 'again',
        severity: 'critical',
        openedAt: '2026-03-02T10:00:00.000Z',
        openedFor: 'after_escalation' as const,
        linkedTo: FIRST,
      },
      alerts,
      entries: [aDraft({ reason: 'after_escalation' })] as const,
    };
  };
};
