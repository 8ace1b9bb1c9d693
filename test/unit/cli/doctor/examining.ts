import { makeExamineOurselves } from '../../../../cli/doctor/examine.ts';
import type { SecretNames } from '../../../../functions/core/domain/health/work.ts';
import { DRILL } from '../../../../functions/core/domain/heartbeat.ts';
import type { FeedNote } from '../../../../functions/core/domain/reconciliation.ts';
import { instant } from '../../../../functions/core/domain/time.ts';
import type { FollowedTroubles } from '../../../../functions/core/domain/troubles.ts';
import type { DrillNote, ListeningNote, RoundNote } from '../../../../functions/core/domain/watch-notes.ts';
import { aReceipt } from '../../../support/builders.ts';
import { inMemoryDeadLetters } from '../../../support/fakes/dead-letters.ts';
import { inMemoryNote } from '../../../support/fakes/note.ts';
import { aWorld } from '../../../support/fakes/world.ts';
import { POLICY } from '../../core/usecases/watching.ts';

const SOURCES = ['alertmanager', 'generic'];
const WATCHDOG = { source: 'alertmanager', name: 'watchdog' };

/** An installation of which everything is well; `seconds` passes time and lets everything beat that should. */
export const aSoundInstallation = async () => {
  const world = aWorld({ policy: POLICY });
  const { clock, memory, heartbeats, receipts } = world;
  const now = () => instant(clock());
  const deadLetters = inMemoryDeadLetters('notifications');
  const notes = {
    round: inMemoryNote<RoundNote>(),
    drill: inMemoryNote<DrillNote>(),
    feed: inMemoryNote<FeedNote>(),
    listening: inMemoryNote<ListeningNote>(),
    followed: inMemoryNote<FollowedTroubles>(),
  };
  const secrets: { names: SecretNames } = {
    names: { sources: SOURCES, connections: ['database'], integrations: [] },
  };
  const set = <T>(note: ReturnType<typeof inMemoryNote<T>>, value: T | undefined): void => {
    note.noted = { value, version: 1 };
  };
  const drilled = aReceipt({ source: 'generic', receivedAt: now(), state: 'recorded', reason: 'heartbeat' });
  await receipts.issue(drilled);
  await heartbeats.beat({ ...WATCHDOG, at: now() });
  await heartbeats.beat({ ...DRILL, at: now() });
  set(notes.round, { startedAt: now(), leaseUntil: now(), endedAt: now(), failed: [] });
  set(notes.drill, { sentAt: now(), receiptId: drilled.id, followed: true, latency: 0.4 });
  set(notes.feed, { absent: {} });
  set(notes.listening, { since: now() });
  const examine = makeExamineOurselves({
    ...{ ...world, policies: world.policy, notes, deadLetters, sources: SOURCES },
    secrets: async () => secrets.names,
  });
  return { ...world, drilled, memory, deadLetters, notes, secrets, set, now, examine };
};

export type Installation = Awaited<ReturnType<typeof aSoundInstallation>>;
