import { makeDecideApproval } from '../../functions/core/usecases/decide-approval.ts';
import { makeSettleApproval } from '../../functions/core/usecases/settle-approval.ts';
import type { World } from './fakes/world.ts';

type Needs = Pick<World, 'incidents' | 'tokens' | 'waiting' | 'timers' | 'clock'>;

export const settling = ({ incidents: store, tokens, waiting, clock }: Needs) =>
  makeSettleApproval({ store, tokens, waiting, clock });

/** People's decisions over the fakes. */
export const deciding = (world: Needs) =>
  makeDecideApproval({
    store: world.incidents,
    settle: settling(world),
    timers: world.timers,
    clock: world.clock,
  });
