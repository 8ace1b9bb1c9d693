import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mcpAs, told } from '../../support/agent-clients.ts';
import { apiOf } from '../../support/api.ts';
import { endsWell } from '../../support/as-new.ts';
import { decideAs, untilAsked, untilEnded } from '../../support/asked-story.ts';
import { ownStack } from '../../support/own-stack.ts';
import { calm, trigger } from '../../support/scenario.ts';
import { inMode, underPolicy } from '../../support/under-policy.ts';

const outputs = ownStack();

describe('an assistant that proposes a mitigation', () => {
  beforeEach(() => calm(outputs));
  afterEach(() => endsWell(outputs));

  it('has it asked of somebody else, who approves; the gate runs it and the recovery is measured', async () => {
    const before = new Set((await apiOf(outputs).incidents()).map(({ id }) => id));
    const [viewer, responder, approver, second] = await Promise.all(
      ['viewer', 'responder', 'approver', 'approver2'].map((role) => mcpAs(outputs, role)),
    );
    if (!viewer || !responder || !approver || !second) throw new Error('four clients');
    // Whatever its mode, what was proposed is asked for: so it is as it stands in the second half.
    const handed = await underPolicy(outputs, inMode('approve'), async () => {
      await trigger(outputs, 'api-503');
      const { id, planDigest } = await untilAsked(outputs, before);
      expect(await decideAs(outputs, 'approver2', id, { decision: 'deny', planDigest })).toBe(200);
      return untilEnded(outputs, id);
    });
    expect(handed).toMatchObject({ status: 'escalated', endedFor: 'approval_denied', actions: [] });

    const propose = {
      name: 'propose_mitigation',
      arguments: { incident_id: handed.id, because: 'the release is to blame, see D1-H1-C1', fault: 'api-503' },
    };
    expect(told(await viewer.callTool(propose)).text).toContain('needs responder');
    const proposed = told(await approver.callTool(propose)).structured;
    expect(proposed).toMatchObject({ linked_to: handed.id, status: 'open' });
    const { id, planDigest } = await untilAsked(outputs, new Set([...before, handed.id]));
    expect(id).toBe(proposed['incident_id']);
    expect((await apiOf(outputs).incident(id)).actions).toEqual([]);

    const approve = {
      name: 'decide_approval',
      arguments: { incident_id: id, decision: 'approve', plan_digest: planDigest },
    };
    expect(told(await viewer.callTool(approve)).text).toContain('needs approver');
    expect(told(await responder.callTool(approve)).text).toContain('needs approver');
    expect(told(await approver.callTool(approve))).toMatchObject({ isError: true });
    expect((await apiOf(outputs).incident(id)).actions).toEqual([]);
    expect(told(await second.callTool(approve)).structured).toMatchObject({ status: 'approved' });

    const ended = await untilEnded(outputs, id);
    expect(ended).toMatchObject({ status: 'closed', endedFor: 'recovery_measured', linkedTo: handed.id });
    expect(ended.actions.map(({ result }) => result)).toContain('done');
    expect(ended.timeline.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['plan.asked', 'approval.approved', 'action.done', 'verification.verified']),
    );
    await Promise.all([viewer, responder, approver, second].map((client) => client.close()));
  });
});
