import { expect, it } from 'vitest';
import type { Gate, GateAnswer } from '../../functions/core/ports/gate.ts';
import type { Grants } from '../../functions/core/ports/grants.ts';
import type { IncidentStore } from '../../functions/core/ports/incident-store.ts';
import { aDraft, aGrant, anAction, aPolicy } from '../support/builders.ts';
import type { GateSubject } from './gate.ts';
import { FIRST, moved, openedAlone } from './incident-store/steps.ts';

/** What every store of grants promises. */
export const grantsContract = (make: () => Promise<Grants> | Grants): void => {
  it('has none before one was given, and then each as it was written last', async () => {
    const grants = await make();
    const before = await grants.all();
    const other = aGrant({ id: 'GRT-01KJQ000000000000000000002' });
    const revoked = aGrant({ revokedAt: '2026-03-02T10:00:00.000Z', revokedBy: 'rob' });
    await grants.put(aGrant());
    await grants.put(other);

    await grants.put(revoked);

    expect(before).toEqual([]);
    expect(new Set(await grants.all())).toEqual(new Set([revoked, other]));
  });
};

export interface GrantingSubject extends Pick<GateSubject, 'install'> {
  readonly gate: Gate;
  readonly store: IncidentStore;
  readonly grants: Grants;
}

/** What every gate promises of plans that rest on a grant. */
export const gateGrantingContract = (make: () => Promise<GrantingSubject> | GrantingSubject): void => {
  const startBy = async (part: Parameters<typeof aGrant>[0] | 'none'): Promise<GateAnswer> => {
    const { gate, store, grants, install } = await make();
    await install(aPolicy());
    if (part !== 'none') await grants.put(aGrant(part));
    const before = await moved(store, await openedAlone(store, FIRST), 'diagnosing', 'mitigating');
    return gate.start({
      before,
      action: anAction({ key: `${FIRST}/1/terminate-idle-sessions` }),
      services: [],
      policyDigest: aPolicy().digest,
      grant: aGrant().id,
      entry: aDraft({ kind: 'action.started', reason: undefined }),
    });
  };

  it('starts by a grant that is in force', async () => {
    expect((await startBy({})).outcome).toBe('started');
  });

  it.each([
    ['that was never given', 'none'],
    ['that is over', { until: '2026-03-02T10:00:00.000Z' }],
    ['that was revoked', { revokedAt: '2026-03-02T09:59:00.000Z', revokedBy: 'rob' }],
  ] as const)('refuses by a grant %s', async (_, part) => {
    expect(await startBy(part)).toEqual({ outcome: 'refused', reason: 'grant_missing' });
  });
};
