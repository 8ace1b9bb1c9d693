import { rereadNotification } from '../../functions/adapters/sources/reread.ts';
import { makeNoticeGrowth } from '../../functions/core/usecases/notice-growth.ts';
import { makeQuarantineNotification } from '../../functions/core/usecases/quarantine-notification.ts';
import { makeReceiveNotification } from '../../functions/core/usecases/receive-notification.ts';
import { makeReplayQuarantined } from '../../functions/core/usecases/replay-quarantined.ts';
import { makeSettleAtOnce } from '../../functions/core/usecases/settle-at-once.ts';
import type { World } from './fakes/world.ts';

/** What receives, quarantines and replays notifications, over the fakes of one world. */
export const quarantining = (world: World) => {
  const { quarantine, growth, policy: policies } = world;
  const receive = makeReceiveNotification(world);
  const settle = makeSettleAtOnce(world);
  const noticeGrowth = makeNoticeGrowth({ growth, policies, receive });
  return {
    receive,
    settle,
    noticeGrowth,
    quarantine: makeQuarantineNotification({ ...world, noticeGrowth }),
    replay: makeReplayQuarantined({ ...world, quarantine, read: rereadNotification, receive, settle }),
  };
};
