import { expect, it } from 'vitest';
import type { Gate } from '../../functions/core/ports/gate.ts';
import type { IncidentStore } from '../../functions/core/ports/incident-store.ts';
import type { TargetLocks } from '../../functions/core/ports/target-locks.ts';
import { aDraft, anAction, aPolicy } from '../support/builders.ts';
import type { GateSubject } from './gate.ts';
import { FIRST, moved, openedAlone, SECOND } from './incident-store/steps.ts';

export interface TargetLocksSubject extends Pick<GateSubject, 'install'> {
  readonly gate: Gate;
  readonly store: IncidentStore;
  readonly locks: TargetLocks;
}

const TARGET = anAction().target;
const ENTRY = aDraft({ kind: 'lock.broken', actor: 'person:ada', reason: 'lock_broken', data: { target: TARGET } });

/** What the locks on targets promise to those who look at them. */
export const targetLocksContract = (make: () => Promise<TargetLocksSubject> | TargetLocksSubject): void => {
  const start = async ({ store, gate }: TargetLocksSubject, id: typeof FIRST) => {
    const before = await moved(store, await openedAlone(store, id), 'diagnosing', 'mitigating');
    return gate.start({
      before,
      action: anAction({ key: `${id}/1/terminate-idle-sessions` }),
      services: [],
      policyDigest: aPolicy().digest,
      entry: aDraft({ kind: 'action.started', reason: undefined }),
    });
  };
  const held = async () => {
    const subject = await make();
    await subject.install(aPolicy());
    const started = await start(subject, FIRST);
    const lock = await subject.locks.of(TARGET);
    if (started.outcome !== 'started' || lock === undefined) throw new Error('nothing is locked');
    return { ...subject, holder: started.incident, lock };
  };

  it('shows who holds which target, and nothing when nobody does', async () => {
    const { locks, lock } = await held();

    expect(lock).toMatchObject({ target: TARGET, incidentId: FIRST });
    expect(await locks.all()).toEqual([lock]);
    expect(await locks.of('elsewhere')).toBeUndefined();
  });

  it('frees a target with an entry on the timeline of who held it', async () => {
    const { locks, store, holder, lock } = await held();

    expect(await locks.break(holder, lock, ENTRY)).toBe('broken');

    const whole = await store.readWhole(FIRST);
    expect(await locks.all()).toEqual([]);
    expect(whole?.incident).toMatchObject({ status: 'mitigating', locks: [], seq: holder.seq + 1 });
    expect(whole?.timeline.at(-1)).toMatchObject({ kind: 'lock.broken', actor: 'person:ada' });
  });

  it('lets another incident act on a freed target', async () => {
    const subject = await held();
    await subject.locks.break(subject.holder, subject.lock, ENTRY);

    expect((await start(subject, SECOND)).outcome).toBe('started');
    expect(await subject.locks.of(TARGET)).toMatchObject({ incidentId: SECOND });
  });

  it('refuses when the holder was written since it was read, and frees nothing', async () => {
    const { locks, store, holder, lock } = await held();
    await store.commit(holder, { entries: [aDraft()] });

    expect(await locks.break(holder, lock, ENTRY)).toBe('conflict');
    expect(await locks.of(TARGET)).toEqual(lock);
  });

  it('refuses when the lock is not the one that was read', async () => {
    const { locks, store, holder, lock } = await held();

    expect(await locks.break(holder, { ...lock, fencing: lock.fencing - 1 }, ENTRY)).toBe('conflict');
    expect((await store.read(FIRST))?.seq).toBe(holder.seq);
  });
};
