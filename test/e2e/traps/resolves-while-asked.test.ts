import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiOf } from '../../support/api.ts';
import { endsWell } from '../../support/as-new.ts';
import { decideAs, untilAsked, untilEnded } from '../../support/asked-story.ts';
import { ownStack } from '../../support/own-stack.ts';
import { calm, trigger } from '../../support/scenario.ts';
import { inMode, underPolicy } from '../../support/under-policy.ts';
import { until } from '../../support/until.ts';

const outputs = ownStack();

/** People are asked about a real fault, and then somebody else mends it. */
const mendedAfter = async (asked: (id: string, planDigest: string) => Promise<unknown>): Promise<string> => {
  const before = new Set((await apiOf(outputs).incidents()).map(({ id }) => id));
  await trigger(outputs, 'database-timeout');
  const { id, planDigest } = await untilAsked(outputs, before);
  await asked(id, planDigest);
  await fetch(`${outputs.storefrontUrl}/heal`, { method: 'POST' });
  return id;
};

describe('what resolves in the hands of people', () => {
  beforeEach(() => calm(outputs));
  afterEach(() => endsWell(outputs));

  it('takes the question back, and is closed as what righted itself', async () => {
    await underPolicy(
      outputs,
      (policy) => ({ ...inMode('approve')(policy), approvals: { deadlineSeconds: 900, quorum: 1 } }),
      async () => {
        const id = await mendedAfter(async () => undefined);

        const incident = await untilEnded(outputs, id);
        expect(incident).toMatchObject({ status: 'closed', endedFor: 'resolved_by_itself', actions: [] });
        expect(incident['approvals']).toMatchObject([{ status: 'withdrawn' }]);
      },
    );
  });

  it('is closed once it is calm for long, after it was handed over', async () => {
    await underPolicy(
      outputs,
      (policy) => ({
        ...inMode('approve')(policy),
        timings: { ...policy.timings, calmAfterEscalation: 20 },
      }),
      async () => {
        const id = await mendedAfter(async (asked, planDigest) => {
          await decideAs(outputs, 'approver', asked, { decision: 'deny', planDigest });
          await untilEnded(outputs, asked);
        });

        const closed = await until(`${id} is calm`, 120, async () => {
          const seen = await apiOf(outputs).incident(id);
          return seen.status === 'closed' ? seen : undefined;
        });
        expect(closed).toMatchObject({ endedFor: 'calm_after_escalation', actions: [] });
      },
    );
  });
});
