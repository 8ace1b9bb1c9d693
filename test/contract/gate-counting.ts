import { expect, it } from 'vitest';
import type { BoundCap } from '../../functions/core/domain/bound-cap.ts';
import type { IncidentId } from '../../functions/core/domain/incident.ts';
import type { GateRequest } from '../../functions/core/ports/gate.ts';
import type { Tries } from '../../functions/core/ports/tries.ts';
import { aDraft, anAction, anApproval, aPolicy, NOON } from '../support/builders.ts';
import type { FixedClock } from '../support/fakes/clock.ts';
import { sequentialIds } from '../support/fakes/ids.ts';
import type { GateSubject } from './gate.ts';
import { moved, openedAlone } from './incident-store/steps.ts';

export interface CountingSubject extends Pick<GateSubject, 'gate' | 'store' | 'install'> {
  readonly tries: Tries;
  readonly clock: FixedClock;
}

const RUNBOOK = 'runbook:database-timeout';
const aCap = (part: Partial<BoundCap> = {}): BoundCap => ({ subject: RUNBOOK, perHour: 3, perDay: 7, ...part });

/** What every gate promises about how often something is tried. */
export const gateCountingContract = (make: () => Promise<CountingSubject> | CountingSubject): void => {
  const ready = async () => {
    const subject = await make();
    await subject.install(aPolicy());
    const ids = sequentialIds();
    /** Another incident that wants to try, on a target of its own unless one is given. */
    const incident = async () =>
      moved(subject.store, await openedAlone(subject.store, ids.incident()), 'diagnosing', 'mitigating');
    const request = (before: Awaited<ReturnType<typeof incident>>, part: Partial<GateRequest> = {}): GateRequest => ({
      before,
      action: anAction({ key: `${before.id}/1/step`, target: `target of ${before.id}`, planDigest: before.id }),
      services: ['checkout'],
      policyDigest: aPolicy().digest,
      caps: [aCap()],
      entry: aDraft({ kind: 'action.started', actor: 'act', reason: undefined, text: 'started' }),
      ...part,
    });
    const attempt = async (part: Partial<GateRequest> = {}) => subject.gate.start(request(await incident(), part));
    return { ...subject, incident, request, attempt };
  };

  it('counts what it starts, with whose it was and when', async () => {
    const { tries, attempt, clock } = await ready();

    const answer = await attempt({ caps: [aCap(), aCap({ subject: 'target:a' })] });

    const id = answer.outcome === 'started' ? answer.incident.id : '';
    const counted = { at: clock().toISOString(), incidentId: id, planDigest: id };
    expect(await tries.of(RUNBOOK)).toEqual([counted]);
    expect(await tries.of('target:a')).toEqual([counted]);
    expect(await tries.of('target:b')).toEqual([]);
  });

  it('refuses beyond a cap, and starts again once the window has moved on', async () => {
    const { attempt, clock, tries } = await ready();
    for (const _ of [1, 2, 3]) await attempt();

    const fourth = await attempt();
    clock.advance(3_599);
    const early = await attempt();
    clock.advance(1);
    const later = await attempt();

    expect([fourth, early]).toEqual([
      { outcome: 'refused', reason: 'cap_reached' },
      { outcome: 'refused', reason: 'cap_reached' },
    ]);
    expect(later.outcome).toBe('started');
    expect(await tries.of(RUNBOOK)).toHaveLength(4);
  });

  it('refuses beyond the cap of a day, although the hour is free', async () => {
    const { attempt, clock } = await ready();
    for (const _ of [1, 2]) {
      await attempt({ caps: [aCap({ perDay: 2 })] });
      clock.advance(7_200);
    }

    expect(await attempt({ caps: [aCap({ perDay: 2 })] })).toEqual({ outcome: 'refused', reason: 'cap_reached' });
  });

  it('refuses when one of several caps is reached, and counts against none', async () => {
    const { attempt, tries } = await ready();
    const one = aCap({ subject: 'target:a', perHour: 1 });
    await attempt({ caps: [one] });

    expect(await attempt({ caps: [aCap(), one] })).toEqual({ outcome: 'refused', reason: 'cap_reached' });
    expect(await tries.of(RUNBOOK)).toEqual([]);
  });

  it('counts a plan once, however many steps it has', async () => {
    const { gate, request, incident, tries } = await ready();
    const before = await incident();
    const first = await gate.start(request(before, { caps: [aCap({ perHour: 1 })] }));
    const now = first.outcome === 'started' ? first.incident : before;

    const second = await gate.start(
      request(now, { caps: [aCap({ perHour: 1 })], action: { ...request(now).action, key: `${now.id}/1/next` } }),
    );

    expect(second.outcome).toBe('started');
    expect(await tries.of(RUNBOOK)).toHaveLength(1);
  });

  it('counts nothing that it refuses or knows already', async () => {
    const { gate, request, incident, attempt, tries } = await ready();
    const before = await incident();
    await gate.start(request(before));

    const known = await gate.start(request(before));
    const refused = await attempt({ policyDigest: 'another' });

    expect([known.outcome, refused.outcome]).toEqual(['known', 'refused']);
    expect(await tries.of(RUNBOOK)).toHaveLength(1);
  });

  it('lets people go beyond a cap by their approval, and counts that too', async () => {
    const { gate, store, request, incident, attempt, tries } = await ready();
    await attempt({ caps: [aCap({ perHour: 1 })] });
    const before = await incident();
    const approval = anApproval({ status: 'approved', decidedAt: NOON, planDigest: before.id });
    const asked = await store.commit(before, { entries: [aDraft()], approval });
    if (asked.outcome !== 'written') throw new Error('the question was not written');

    const answer = await gate.start(request(asked.incident, { caps: [aCap({ perHour: 1 })], approval }));

    expect(answer.outcome).toBe('started');
    expect(await tries.of(RUNBOOK)).toHaveLength(2);
  });

  it('gives the last free slot to one of twenty incidents that want it at the same moment', async () => {
    const { gate, request, incident, tries } = await ready();
    const all = await Promise.all(Array.from({ length: 20 }, incident));

    const answers = await Promise.all(
      all.map((before) => gate.start(request(before, { caps: [aCap({ perHour: 1 })] }))),
    );

    const outcomes = answers.map((answer) => (answer.outcome === 'refused' ? answer.reason : answer.outcome));
    expect(outcomes.filter((outcome) => outcome === 'started')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome !== 'started')).toEqual(Array(19).fill('cap_reached'));
    const [counted] = await tries.of(RUNBOOK);
    const winner = answers.findIndex(({ outcome }) => outcome === 'started');
    expect<IncidentId | undefined>(counted?.incidentId).toBe(all[winner]?.id);
  });
};
