import { TaskState } from '@a2a-js/sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Policy } from '../../../functions/core/domain/policy.ts';
import { a2aAs, mcpAs, olderMcpAs, saidIn, told } from '../../support/agent-clients.ts';
import { apiOf } from '../../support/api.ts';
import { endsWell } from '../../support/as-new.ts';
import { untilAsked } from '../../support/asked-story.ts';
import { ownStack } from '../../support/own-stack.ts';
import { calm, trigger } from '../../support/scenario.ts';
import { inMode, underPolicy } from '../../support/under-policy.ts';
import { until } from '../../support/until.ts';

const outputs = ownStack();

/** One approver comes by MCP, the other by A2A. */
const byTwo = (policy: Policy): Policy => ({
  ...inMode('approve')(policy),
  approvals: { deadlineSeconds: 180, quorum: 2 },
});

describe('assistants and agents', () => {
  beforeEach(() => calm(outputs));
  afterEach(() => endsWell(outputs));

  it('read, ask, are refused, approve and follow api-503 until it is verified, by MCP and by A2A', async () => {
    await underPolicy(outputs, byTwo, async () => {
      const before = new Set((await apiOf(outputs).incidents()).map(({ id }) => id));
      await trigger(outputs, 'api-503');
      const { id } = await untilAsked(outputs, before);
      const [viewer, approver] = await Promise.all([olderMcpAs(outputs, 'viewer'), mcpAs(outputs, 'approver')]);
      const arg = { incident_id: id };

      const found = told(await viewer.callTool({ name: 'get_incident', arguments: arg })).structured;
      expect(found).toMatchObject({
        status: 'awaiting_approval',
        plan: { fault: 'api-503' },
        question: { status: 'pending' },
      });
      const { evidence } = told(await viewer.callTool({ name: 'get_evidence', arguments: arg })).structured;
      expect(evidence).toContainEqual(expect.objectContaining({ id: expect.stringMatching(/^D1-H/), verdict: 'for' }));
      const planned = told(await viewer.callTool({ name: 'plan_incident', arguments: arg })).structured;
      expect(planned).toMatchObject({ plan: { fault: 'api-503' } });
      const measured = told(
        await viewer.callTool({
          name: 'query_metrics',
          arguments: { service: 'checkout', signal: 'errors_per_second' },
        }),
      ).structured;
      expect(measured['samples']).not.toEqual([]);

      const { plan_digest } = { ...(found['question'] as { plan_digest: string }) };
      const approve = { name: 'decide_approval', arguments: { ...arg, decision: 'approve', plan_digest } };
      expect(told(await viewer.callTool(approve))).toMatchObject({
        isError: true,
        text: expect.stringContaining('needs approver'),
      });
      expect((await apiOf(outputs).incident(id)).actions).toEqual([]);
      expect(told(await approver.callTool(approve)).structured).toMatchObject({ status: 'pending', approvals: 1 });

      const [peer, second] = await Promise.all([a2aAs(outputs, 'viewer'), a2aAs(outputs, 'approver2')]);
      const task = await peer.send({ incident_id: id }, 'checkout answers 503: please take care of it');
      expect(task.status?.state).toBe(TaskState.TASK_STATE_INPUT_REQUIRED);
      expect(task.artifacts.map(({ name }) => name)).toEqual(['diagnosis', 'plan']);
      const decision = { decision: 'approve', plan_digest };
      expect(saidIn(await peer.send(decision, 'I am an approver', task.id))).toMatch(/Refused.*needs approver/);
      expect(saidIn(await second.send(decision, 'saw the release', task.id))).toMatch(/Counted: approved/);

      const closed = await until(`${id} is closed`, 120, async () => {
        const { structured } = told(await approver.callTool({ name: 'get_incident', arguments: arg }));
        return structured['status'] === 'closed' ? structured : undefined;
      });
      expect(closed).toMatchObject({ endedFor: 'recovery_measured', verification: { outcome: 'verified' } });
      const postmortem = told(await viewer.callTool({ name: 'get_postmortem', arguments: arg })).structured;
      expect(postmortem).toMatchObject({ status: 'closed', cause: { outcome: 'explained' } });
      const done = await peer.get(task.id);
      expect(done.status?.state).toBe(TaskState.TASK_STATE_COMPLETED);
      expect(done.artifacts.map(({ name }) => name)).toEqual(['diagnosis', 'plan', 'verification', 'postmortem']);
      const calls = (await apiOf(outputs).incident(id)).timeline.filter(({ kind }) => kind === 'agent.called');
      expect(calls.map(({ text }) => text)).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/decide_approval by mcp.*refused/),
          expect.stringContaining('diagnostic-agent.analyse by a2a, saying “Analyse'),
          expect.stringContaining('resolution-agent.resolve by a2a, saying “Resolve'),
          expect.stringContaining('resolution-agent.decide by a2a, saying “saw the release”'),
        ]),
      );
      await Promise.all([viewer.close(), approver.close()]);
    });
  });
});
