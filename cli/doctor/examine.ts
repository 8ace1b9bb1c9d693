import {
  followedSigns,
  pileSign,
  quarantineSigns,
  sourceSigns,
  stuckSign,
} from '../../functions/core/domain/health/intake.ts';
import { type Sign, unseen, unwell } from '../../functions/core/domain/health/sign.ts';
import { drillSign, heartbeatSigns, reconciliationSign, roundSigns } from '../../functions/core/domain/health/watch.ts';
import {
  brakeSigns,
  policySign,
  type SecretNames,
  secretSigns,
  type Tended,
  windowSigns,
  workSigns,
} from '../../functions/core/domain/health/work.ts';
import { isForgotten } from '../../functions/core/domain/lost-work.ts';
import { plannedWindows } from '../../functions/core/domain/maintenance.ts';
import type { Policy } from '../../functions/core/domain/policy.ts';
import type { FeedNote } from '../../functions/core/domain/reconciliation.ts';
import { type Instant, instant, plusSeconds } from '../../functions/core/domain/time.ts';
import type { FollowedTroubles } from '../../functions/core/domain/troubles.ts';
import type { DrillNote, ListeningNote, RoundNote } from '../../functions/core/domain/watch-notes.ts';
import type { Brakes } from '../../functions/core/ports/brakes.ts';
import type { Clock } from '../../functions/core/ports/clock.ts';
import type { DeadLetters } from '../../functions/core/ports/dead-letters.ts';
import type { Executions } from '../../functions/core/ports/executions.ts';
import type { Heartbeats } from '../../functions/core/ports/heartbeats.ts';
import type { IncidentStore } from '../../functions/core/ports/incident-store.ts';
import type { Note } from '../../functions/core/ports/note.ts';
import type { PolicySource } from '../../functions/core/ports/policy-source.ts';
import type { GrowthNotes, Quarantine } from '../../functions/core/ports/quarantine.ts';
import type { ReceiptStore } from '../../functions/core/ports/receipt-store.ts';
import type { HeldAlerts, Windows } from '../../functions/core/ports/windows.ts';

export interface ExamineDeps {
  readonly incidents: Pick<IncidentStore, 'unfinished' | 'readWhole'>;
  readonly executions: Executions;
  readonly receipts: Pick<ReceiptStore, 'stuck' | 'list' | 'read'>;
  readonly quarantine: Pick<Quarantine, 'counts'>;
  readonly growth: Pick<GrowthNotes, 'read'>;
  readonly brakes: Pick<Brakes, 'all'>;
  readonly windows: Pick<Windows, 'all'>;
  readonly held: Pick<HeldAlerts, 'all'>;
  readonly heartbeats: Pick<Heartbeats, 'all'>;
  readonly deadLetters: DeadLetters;
  readonly policies: PolicySource;
  /** What the watch and the drill left behind. */
  readonly notes: {
    readonly round: Pick<Note<RoundNote>, 'read'>;
    readonly drill: Pick<Note<DrillNote>, 'read'>;
    readonly feed: Pick<Note<FeedNote>, 'read'>;
    readonly listening: Pick<Note<ListeningNote>, 'read'>;
    readonly followed: Pick<Note<FollowedTroubles>, 'read'>;
  };
  /** The names of all sources. */
  readonly sources: readonly string[];
  readonly secrets: () => Promise<SecretNames>;
  readonly clock: Clock;
}

/** A notification should have been taken in by then: the watch says so too. Seconds. */
const STUCK = 300;
const MOST = 100;

/** Looks at everything that the record tells about ourselves. One thing that cannot be read is said to be so, and hides no other. */
export const makeExamineOurselves = (deps: ExamineDeps) => {
  const { notes, receipts, incidents } = deps;

  const looks = (
    policy: () => Promise<Policy>,
    now: Instant,
  ): Readonly<Record<string, () => Promise<readonly Sign[]>>> => ({
    watch: async () => roundSigns((await notes.round.read()).value, now),
    reconciliation: async () => {
      const [current, feed, round] = await Promise.all([policy(), notes.feed.read(), notes.round.read()]);
      return [reconciliationSign(current, feed.value, round.value, now)];
    },
    heartbeats: async () => heartbeatSigns(await deps.heartbeats.all(), await policy(), now),
    drill: async () => {
      const { value: drill } = await notes.drill.read();
      const [receipt, beats, listening, current] = await Promise.all([
        drill && receipts.read(drill.receiptId),
        deps.heartbeats.all(),
        notes.listening.read(),
        policy(),
      ]);
      return [drillSign(drill, receipt, { beats, listeningSince: listening.value?.since }, current, now)];
    },
    'dead letters': async () => {
      const [piles, followed] = await Promise.all([deps.deadLetters.piles(), notes.followed.read()]);
      const signs = piles.map(pileSign);
      return [
        ...signs,
        ...followedSigns(
          followed.value ?? {},
          signs.map(({ about }) => about),
          now,
        ),
      ];
    },
    receipts: async () => [stuckSign(await receipts.stuck(plusSeconds(now, -STUCK), MOST), now)],
    quarantine: async () => {
      const [counts, { quarantine: limit }] = await Promise.all([deps.quarantine.counts(), policy()]);
      const grown = deps.sources.map(async (one) => [one, (await deps.growth.read(one)).growth] as const);
      return quarantineSigns(counts, new Map(await Promise.all(grown)), limit, now);
    },
    sources: async () => {
      const [secrets, newest] = await Promise.all([deps.secrets(), receipts.list(MOST)]);
      return sourceSigns(deps.sources, secrets.sources, newest, now);
    },
    secrets: async () => secretSigns(await policy(), await deps.secrets()),
    incidents: async () => {
      const tended = (await incidents.unfinished()).map(async ({ id, attempt }): Promise<readonly Tended[]> => {
        const [state, whole] = await Promise.all([deps.executions.stateOf(id, attempt), incidents.readWhole(id)]);
        return whole === undefined ? [] : [{ incident: whole.incident, state, lost: isForgotten(whole, state, now) }];
      });
      return workSigns((await Promise.all(tended)).flat(), now);
    },
    brake: async () => brakeSigns(await deps.brakes.all(), now),
    maintenance: async () => {
      const [asked, held, { maintenance }] = await Promise.all([deps.windows.all(), deps.held.all(), policy()]);
      return windowSigns([...asked, ...plannedWindows(maintenance)], held, now);
    },
  });

  const alone = async (about: string, look: () => Promise<readonly Sign[]>): Promise<readonly Sign[]> => {
    try {
      return await look();
    } catch (error) {
      return [unseen(about, `it could not be looked at: ${wordsOf(error)}`, 'is the table there, and may it be read?')];
    }
  };

  return async (): Promise<readonly Sign[]> => {
    const now = instant(deps.clock());
    const reading = deps.policies.current();
    const policy = reading.then(
      (current) => [policySign(current)],
      (error: unknown) => [unwell('policy', `there is none to go by: ${wordsOf(error)}`, 'deploy: it is stored then')],
    );
    const rest = Object.entries(looks(() => reading, now)).map(([about, look]) => alone(about, look));
    return (await Promise.all([policy, ...rest])).flat();
  };
};

export type ExamineOurselves = ReturnType<typeof makeExamineOurselves>;

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
