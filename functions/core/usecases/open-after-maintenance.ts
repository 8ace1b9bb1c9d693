import { episodeOf } from '../domain/alert.ts';
import { type HeldAlert, windowOver } from '../domain/maintenance.ts';
import { instant } from '../domain/time.ts';
import type { AcceptNotification } from './accept-notification.ts';
import { makeKnownWindows, type WithholdDeps } from './withhold-alerts.ts';

export interface OpenAfterMaintenanceDeps extends Pick<WithholdDeps, 'windows' | 'held' | 'policies' | 'clock'> {
  readonly accept: AcceptNotification;
}

/**
 * Opens what was held in a window that is over, or was ended early, and still fires. Safe to repeat: what became an
 * incident's before a crash is known as a duplicate, and is let go then.
 */
export const makeOpenAfterMaintenance = (deps: OpenAfterMaintenanceDeps) => {
  const { accept, held, clock } = deps;
  const knownWindows = makeKnownWindows(deps);

  return async (): Promise<{ readonly opened: number; readonly waiting: number }> => {
    const waiting = await held.all();
    if (waiting.length === 0) return { opened: 0, waiting: 0 };
    const windows = await knownWindows();
    const now = instant(clock());
    const due = waiting.filter(({ alert }) => windowOver(windows, alert.service, now) === undefined);
    const nameOf = ({ group: { source, groupKey } }: HeldAlert): string => JSON.stringify([source, groupKey]);
    for (const together of Map.groupBy(due, nameOf).values()) {
      const [first] = together;
      if (first === undefined) continue;
      const alerts = together.map(({ alert }) => alert);
      const group = { ...first.group, alerts, truncated: 0, because: 'after_maintenance' as const };
      await accept(group, now);
      await held.release(alerts.map((alert) => episodeOf(group, alert)));
    }
    return { opened: due.length, waiting: waiting.length - due.length };
  };
};
