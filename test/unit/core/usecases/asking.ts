import { makeRequestApproval } from '../../../../functions/core/usecases/request-approval.ts';
import { makeRereadApproval } from '../../../../functions/core/usecases/reread-approval.ts';
import { makeSweepApprovals } from '../../../../functions/core/usecases/sweep-approvals.ts';
import { makeWithdrawQuestion } from '../../../../functions/core/usecases/withdraw-question.ts';
import { FIRST, moved, openedAlone } from '../../../contract/incident-store/steps.ts';
import { aDraft, aPlan, aPolicy } from '../../../support/builders.ts';
import { deciding, settling } from '../../../support/deciding.ts';
import { aWorld } from '../../../support/fakes/world.ts';

export const DIGEST = aPlan().digest;

/** An incident whose plan people are asked about, in mode `approve`. */
export const asked = async ({ quorum = 1 } = {}) => {
  const world = aWorld({ policy: { ...aPolicy(), approvals: { deadlineSeconds: 300, quorum } } });
  const { incidents: store, policy: policies, tokens, waiting, timers, clock } = world;
  const before = await moved(store, await openedAlone(store, FIRST), 'diagnosing');
  const plan = aPlan({ decision: 'ask', madeAt: clock().toISOString() });
  await store.commit(before, { entries: [aDraft({ kind: 'plan.asked' })], plan });
  const ask = makeRequestApproval({ store, policies, tokens, waiting, timers, clock });
  const outcome = await ask(FIRST, 1, waiting.wait('token-1'));
  const decide = deciding(world);
  const say = (decision: 'approved' | 'denied', subject: string, planDigest = DIGEST) =>
    decide(FIRST, { subject, decision, planDigest, via: 'api' });
  const incident = async () => (await store.readWhole(FIRST))?.incident;
  const kinds = async () => ((await store.readWhole(FIRST))?.timeline ?? []).map(({ kind }) => kind);
  const settle = settling(world);
  const reread = makeRereadApproval({ store, settle });
  const sweep = makeSweepApprovals({
    store,
    policies,
    settle,
    withdraw: makeWithdrawQuestion({ store, timers, clock }),
    clock,
  });
  return { ...world, store, sweep, ask, say, settle, reread, incident, kinds, outcome };
};
