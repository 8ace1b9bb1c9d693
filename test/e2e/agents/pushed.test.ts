import { TaskState } from '@a2a-js/sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aPeer } from '../../support/a-peer.ts';
import { a2aAs } from '../../support/agent-clients.ts';
import { apiOf } from '../../support/api.ts';
import { endsWell } from '../../support/as-new.ts';
import { decideAs, untilAsked, untilEnded } from '../../support/asked-story.ts';
import { ownStack } from '../../support/own-stack.ts';
import { calm, trigger } from '../../support/scenario.ts';
import { inMode, underPolicy } from '../../support/under-policy.ts';
import { until } from '../../support/until.ts';

const outputs = ownStack();
const RESOLVING = '/agents/resolution-agent';

let peer: Awaited<ReturnType<typeof aPeer>>;

beforeEach(async () => {
  peer = await aPeer();
  await calm(outputs);
});

afterEach(async () => {
  await peer.down();
  await endsWell(outputs);
});

describe('an agent that asks to be told of its task', () => {
  it('hears of it in order, and after it was away of all that it missed; another address is refused', async () => {
    const asked = (policy: Parameters<typeof underPolicy>[1]) => (given: Parameters<typeof policy>[0]) => ({
      ...policy(given),
      integrations: { ...given.integrations, peers: { allow: [peer.url], routes: [] } },
    });
    await underPolicy(outputs, asked(inMode('approve')), async () => {
      const before = new Set((await apiOf(outputs).incidents()).map(({ id }) => id));
      await trigger(outputs, 'api-503');
      const { id, planDigest } = await untilAsked(outputs, before);
      const client = await a2aAs(outputs, 'responder', RESOLVING);
      const task = await client.send({ incident_id: id }, 'checkout answers 503');
      expect(task.status?.state).toBe(TaskState.TASK_STATE_INPUT_REQUIRED);

      for (const forbidden of [
        'http://169.254.169.254/latest/meta-data/',
        'http://[fe80::1]/',
        'http://127.0.0.1:22/',
      ]) {
        await expect(client.tellAt(task.id, forbidden, 'x')).rejects.toThrow(/lies below none/);
      }
      await client.tellAt(task.id, `${peer.url}/mine`, 'what-i-know-you-by');
      await apiOf(outputs, 'responder').call(`/incidents/${id}/notes`, {
        method: 'POST',
        body: JSON.stringify({ text: 'a peer listens' }),
      });
      await until('the peer hears that an approval waits', 60, async () => (peer.heard.length > 0 ? true : undefined));

      await peer.down();
      expect(await decideAs(outputs, 'approver', id, { decision: 'approve', planDigest })).toBe(200);
      expect(await untilEnded(outputs, id)).toMatchObject({ status: 'closed', endedFor: 'recovery_measured' });
      expect(peer.heard).toHaveLength(1);
      await peer.up();
      await until('the peer hears the end', 120, async () => (peer.heard.length > 2 ? true : undefined));

      expect(peer.heard).toEqual(
        ['TASK_STATE_INPUT_REQUIRED', 'TASK_STATE_WORKING', 'TASK_STATE_COMPLETED'].map((state) => ({
          ...{ taskId: task.id, state, token: 'what-i-know-you-by' },
        })),
      );
    });
  });
});
