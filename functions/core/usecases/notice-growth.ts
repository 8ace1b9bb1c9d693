import { DependencyUnavailable } from '../domain/errors.ts';
import { OURSELVES } from '../domain/ourselves.ts';
import { type Growth, type GrowthLimit, grownBy } from '../domain/quarantine.ts';
import type { QuarantineId } from '../domain/quarantine-id.ts';
import type { Instant } from '../domain/time.ts';
import type { PolicySource } from '../ports/policy-source.ts';
import type { GrowthNotes } from '../ports/quarantine.ts';
import type { ReceiveNotification } from './receive-notification.ts';

export interface NoticeGrowthDeps {
  readonly growth: GrowthNotes;
  readonly policies: PolicySource;
  /** The way that every notification takes into the queue. */
  readonly receive: ReceiveNotification;
}

const INTAKE_SERVICE = 'selfright-intake';
const ROUNDS = 5;

/** Tells the intake, as a source would, when the quarantine of a source goes on growing: once for each growth. */
export const makeNoticeGrowth = ({ growth, policies, receive }: NoticeGrowthDeps) => {
  const noted = async (source: string, id: QuarantineId, at: Instant, limit: GrowthLimit) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = await growth.read(source);
      const now = grownBy(before.growth, id, at, limit);
      const { version } = before;
      if ((await growth.write(source, now, { version, at })) === 'written') return { now, version: version + 1 };
    }
    throw new DependencyUnavailable('quarantine', `the growth of ${source} was contended through ${ROUNDS} rounds`);
  };

  return async (source: string, id: QuarantineId, at: Instant): Promise<void> => {
    const { quarantine } = await policies.current();
    const { now, version } = await noted(source, id, at, quarantine);
    const { since, told } = now;
    if (since === undefined || told) return;
    const sent = await receive(OURSELVES, notificationOf(source, since, quarantine));
    if (sent.outcome === 'unavailable') throw sent.cause;
    // Should this be lost, the intake is told once more, of the same episode.
    await growth.write(source, { ...now, told: true } satisfies Growth, { version, at });
  };
};

export type NoticeGrowth = ReturnType<typeof makeNoticeGrowth>;

const notificationOf = (source: string, since: Instant, { incidentAfter, windowSeconds }: GrowthLimit): string =>
  JSON.stringify({
    because: 'quarantine_grows',
    groupKey: 'quarantine',
    alerts: [
      {
        name: 'QuarantineGrows',
        service: INTAKE_SERVICE,
        severity: 'critical',
        fingerprint: `quarantine ${source}`,
        labels: { source },
        annotations: {
          summary: `${incidentAfter} or more different bodies of ${source} within ${windowSeconds} s could not be understood; they are kept: bin/selfright quarantine list`,
        },
        startsAt: since,
      },
    ],
  });
