import { expect, it } from 'vitest';
import type { Incident, IncidentId } from '../../functions/core/domain/incident.ts';
import type { Policy } from '../../functions/core/domain/policy.ts';
import type { Brakes } from '../../functions/core/ports/brakes.ts';
import type { Gate, GateRequest } from '../../functions/core/ports/gate.ts';
import type { IncidentStore } from '../../functions/core/ports/incident-store.ts';
import { aBrake, aDraft, anAction, anApproval, aPolicy, NOON } from '../support/builders.ts';
import { sequentialIds } from '../support/fakes/ids.ts';
import { FIRST, moved, openedAlone, SECOND } from './incident-store/steps.ts';

/** A gate over an empty record, with what it looks at. */
export interface GateSubject {
  readonly gate: Gate;
  readonly store: IncidentStore;
  readonly brakes: Brakes;
  readonly install: (policy: Policy) => Promise<void>;
}

const mitigating = async ({ store }: GateSubject, id: IncidentId): Promise<Incident> =>
  moved(store, await openedAlone(store, id), 'diagnosing', 'mitigating');

const aRequest = (before: Incident, part: Partial<GateRequest> = {}): GateRequest => ({
  before,
  action: anAction({ key: `${before.id}/1/terminate-idle-sessions` }),
  services: ['checkout', 'payments'],
  policyDigest: aPolicy().digest,
  entry: aDraft({ kind: 'action.started', actor: 'act', reason: undefined, text: 'started' }),
  ...part,
});

/** What every gate promises. */
export const gateContract = (make: () => Promise<GateSubject> | GateSubject): void => {
  const ready = async () => {
    const subject = await make();
    await subject.install(aPolicy());
    return { ...subject, before: await mitigating(subject, FIRST) };
  };

  it('starts an action: record, entry and lock in one', async () => {
    const { gate, store, before } = await ready();

    const answer = await gate.start(aRequest(before));

    const whole = await store.readWhole(FIRST);
    expect(answer).toEqual({ outcome: 'started', incident: whole?.incident });
    expect(whole?.actions).toEqual([aRequest(before).action]);
    expect(whole?.timeline.at(-1)).toMatchObject({ seq: before.seq + 1, kind: 'action.started', status: 'mitigating' });
    expect(whole?.incident.locks).toEqual([anAction().target]);
  });

  it('starts a step once by an approval of this plan, and notes that it is used', async () => {
    const { gate, store, before } = await ready();
    const approval = anApproval({ status: 'approved', decidedAt: NOON });
    const asked = await store.commit(before, { entries: [aDraft()], approval });
    if (asked.outcome !== 'written') throw new Error('the question was not written');

    const first = await gate.start(aRequest(asked.incident, { approval }));
    const again = first.outcome === 'started' ? first.incident : before;
    const action = { ...aRequest(again).action, key: `${FIRST}/2/terminate-idle-sessions` };
    const second = await gate.start(aRequest(again, { approval, action }));

    expect(first.outcome).toBe('started');
    expect(second).toEqual({ outcome: 'refused', reason: 'approval_missing' });
    expect((await store.readWhole(FIRST))?.approvals).toEqual([{ ...approval, used: [anAction().step] }]);
  });

  it.each([
    ['of another plan', { planDigest: 'another', status: 'approved' as const }],
    ['that is pending', { status: 'pending' as const }],
    ['that was denied', { status: 'denied' as const }],
    ['that expired', { status: 'expired' as const }],
  ])('refuses by an approval %s', async (_what, part) => {
    const { gate, store, before } = await ready();
    const approval = anApproval(part);
    const asked = await store.commit(before, { entries: [aDraft()], approval });
    if (asked.outcome !== 'written') throw new Error('the question was not written');

    const answer = await gate.start(aRequest(asked.incident, { approval }));

    expect(answer).toEqual({ outcome: 'refused', reason: 'approval_missing' });
    expect((await store.readWhole(FIRST))?.actions).toEqual([]);
  });

  it('knows an action that was started before, whatever has changed since', async () => {
    const { gate, brakes, before } = await ready();
    await gate.start(aRequest(before));
    await brakes.move(aBrake());

    const answer = await gate.start(aRequest(before, { policyDigest: 'another' }));

    expect(answer).toEqual({ outcome: 'known', action: aRequest(before).action });
  });

  it.each(['global', 'checkout', 'payments'])(
    'refuses while the brake %s is engaged, and leaves nothing behind',
    async (scope) => {
      const { gate, store, brakes, before } = await ready();
      await brakes.move(aBrake({ scope }));

      const answer = await gate.start(aRequest(before));

      expect(answer).toEqual({ outcome: 'refused', reason: 'brake_engaged' });
      expect(await store.readWhole(FIRST)).toMatchObject({ incident: before, actions: [] });
    },
  );

  it("starts while another service's brake is engaged, or once a brake is released", async () => {
    const { gate, brakes, before } = await ready();
    await brakes.move(aBrake({ scope: 'orders' }));
    await brakes.move(aBrake());
    await brakes.move(aBrake({ engaged: false }));

    const answer = await gate.start(aRequest(before));

    expect(answer.outcome).toBe('started');
  });

  it('refuses a plan that was judged by another policy', async () => {
    const { gate, store, install, before } = await ready();
    await install(aPolicy({ digest: 'changed' }));

    const answer = await gate.start(aRequest(before));

    expect(answer).toEqual({ outcome: 'refused', reason: 'policy_missing' });
    expect((await store.readWhole(FIRST))?.actions).toEqual([]);
  });

  it('refuses when no policy is stored', async () => {
    const subject = await make();
    const before = await mitigating(subject, FIRST);

    const answer = await subject.gate.start(aRequest(before));

    expect(answer).toEqual({ outcome: 'refused', reason: 'policy_missing' });
  });

  it('refuses a target that another incident has locked', async () => {
    const subject = await ready();
    await subject.gate.start(aRequest(subject.before));
    const second = await mitigating(subject, SECOND);

    const answer = await subject.gate.start(aRequest(second));

    expect(answer).toEqual({ outcome: 'refused', reason: 'target_locked' });
    expect((await subject.store.readWhole(SECOND))?.actions).toEqual([]);
  });

  it('starts a second action on a target that the incident itself has locked', async () => {
    const { gate, before } = await ready();
    const first = await gate.start(aRequest(before));
    const incident = first.outcome === 'started' ? first.incident : before;

    const answer = await gate.start(aRequest(incident, { action: anAction({ key: `${FIRST}/1/again` }) }));

    expect(answer).toMatchObject({ outcome: 'started', incident: { locks: [anAction().target] } });
  });

  it('starts on a target once the incident that had locked it has ended', async () => {
    const subject = await ready();
    const first = await subject.gate.start(aRequest(subject.before));
    if (first.outcome === 'started') await moved(subject.store, first.incident, 'escalated');
    const second = await mitigating(subject, SECOND);

    const answer = await subject.gate.start(aRequest(second));

    expect(answer.outcome).toBe('started');
  });

  it('refuses when the incident was written since it was read', async () => {
    const { gate, store, before } = await ready();
    await store.commit(before, { entries: [aDraft()] });

    const answer = await gate.start(aRequest(before));

    expect(answer).toEqual({ outcome: 'conflict' });
    expect((await store.readWhole(FIRST))?.actions).toEqual([]);
  });

  it('refuses for an incident that is not mitigating', async () => {
    const { gate, store, before } = await ready();
    const verifying = await moved(store, before, 'verifying');

    const answer = await gate.start(aRequest(verifying));

    expect(answer).toEqual({ outcome: 'conflict' });
  });

  it('lets one incident at a time take instances of a service away, whatever its targets are', async () => {
    const subject = await ready();
    const { gate, store, before } = subject;
    const other = await mitigating(subject, SECOND);
    const locks = ['instances:checkout'];

    const first = await gate.start(aRequest(before, { locks }));
    const second = await gate.start(
      aRequest(other, { locks, action: anAction({ key: `${SECOND}/1/restart`, target: 'http:another' }) }),
    );

    expect(first).toMatchObject({ outcome: 'started', incident: { locks: [anAction().target, 'instances:checkout'] } });
    expect(second).toEqual({ outcome: 'refused', reason: 'target_locked' });
    expect((await store.readWhole(SECOND))?.actions).toEqual([]);
  });

  it('starts one of twenty incidents that want the same target at the same moment', async () => {
    const subject = await make();
    await subject.install(aPolicy());
    const ids = sequentialIds();
    const all = await Promise.all(Array.from({ length: 20 }, () => mitigating(subject, ids.incident())));

    const answers = await Promise.all(all.map((before) => subject.gate.start(aRequest(before))));

    const outcomes = answers.map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'started')).toHaveLength(1);
    expect(
      outcomes.filter((outcome) => outcome !== 'started').every((one) => one === 'refused' || one === 'conflict'),
    ).toBe(true);
  });

  it('starts an action once when a twin starts it at the same moment', async () => {
    const { gate, store, before } = await ready();

    const answers = await Promise.all(Array.from({ length: 5 }, () => gate.start(aRequest(before))));

    expect(answers.filter(({ outcome }) => outcome === 'started')).toHaveLength(1);
    expect((await store.readWhole(FIRST))?.timeline.filter(({ kind }) => kind === 'action.started')).toHaveLength(1);
  });
};
