import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiOf } from '../../support/api.ts';
import { endsWell } from '../../support/as-new.ts';
import { decideAs, untilAsked, untilEnded } from '../../support/asked-story.ts';
import { ownStack } from '../../support/own-stack.ts';
import { calm, trigger } from '../../support/scenario.ts';
import { inMode, underPolicy } from '../../support/under-policy.ts';

const outputs = ownStack();

describe('mode approve', () => {
  beforeEach(() => calm(outputs));
  afterEach(() => endsWell(outputs));

  it('acts once two people have approved exactly this plan, and refuses every other decision', async () => {
    await underPolicy(
      outputs,
      (policy) => ({ ...inMode('approve')(policy), approvals: { deadlineSeconds: 120, quorum: 2 } }),
      async () => {
        const before = new Set((await apiOf(outputs).incidents()).map(({ id }) => id));
        await trigger(outputs, 'database-timeout');
        const { id, planDigest } = await untilAsked(outputs, before);
        const approve = { decision: 'approve' as const, planDigest };

        expect(await decideAs(outputs, 'viewer', id, approve)).toBe(403);
        expect(await decideAs(outputs, 'responder', id, approve)).toBe(403);
        expect(await decideAs(outputs, 'approver', id, { ...approve, planDigest: 'another' })).toBe(409);
        expect(await decideAs(outputs, 'approver', id, { ...approve, comment: 'saw the sessions' })).toBe(200);
        expect(await decideAs(outputs, 'approver', id, approve)).toBe(409);
        expect((await apiOf(outputs).incident(id)).actions).toEqual([]);
        expect(await decideAs(outputs, 'approver2', id, approve)).toBe(200);
        expect(await decideAs(outputs, 'admin', id, { ...approve, decision: 'deny' })).toBe(409);

        const incident = await untilEnded(outputs, id);
        expect(incident).toMatchObject({ status: 'closed', endedFor: 'recovery_measured' });
        expect(incident.actions).toMatchObject([{ step: 'terminate-idle-sessions', result: 'done' }]);
        expect(incident['approvals']).toMatchObject([
          { planDigest, status: 'approved', used: ['terminate-idle-sessions'] },
        ]);
        expect(JSON.stringify(incident)).not.toMatch(/taskToken|token/i);
      },
    );
  });
});
