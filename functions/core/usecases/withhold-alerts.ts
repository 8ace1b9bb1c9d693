import { type Alert, type AlertGroup, episodeOf } from '../domain/alert.ts';
import { isOver } from '../domain/incident.ts';
import { type HeldAlert, type MaintenanceWindow, plannedWindows, windowOver } from '../domain/maintenance.ts';
import { instant } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { PolicySource } from '../ports/policy-source.ts';
import type { HeldAlerts, Windows } from '../ports/windows.ts';
import { policyIfAny } from './policy-if-any.ts';

export interface WithholdDeps {
  readonly store: Pick<IncidentStore, 'incidentOfEpisode' | 'read'>;
  readonly windows: Windows;
  readonly held: HeldAlerts;
  readonly policies: PolicySource;
  readonly clock: Clock;
}

/** Every window there is. Without a policy those of the configuration are unknown; then alerts open, which loses nothing. */
export const makeKnownWindows =
  ({ windows, policies }: Pick<WithholdDeps, 'windows' | 'policies'>) =>
  async (): Promise<readonly MaintenanceWindow[]> => {
    const asked = await windows.all();
    const policy = await policyIfAny(policies);
    return policy === undefined ? asked : [...asked, ...plannedWindows(policy.maintenance)];
  };

/** Holds back the firing alerts that a maintenance window covers; answers the others. What an open incident has stays its own. */
export const makeWithholdAlerts = (deps: WithholdDeps) => {
  const { store, held, clock } = deps;
  const knownWindows = makeKnownWindows(deps);

  const isCared = async (group: AlertGroup, alert: Alert): Promise<boolean> => {
    const id = await store.incidentOfEpisode(episodeOf(group, alert));
    const owner = id && (await store.read(id));
    return owner !== undefined && !isOver(owner.status);
  };

  return async (group: AlertGroup, alerts: readonly Alert[]): Promise<readonly Alert[]> => {
    const windows = alerts.length === 0 ? [] : await knownWindows();
    if (windows.length === 0) return alerts;
    const now = instant(clock());
    const judged = await Promise.all(
      alerts.map(async (alert) => {
        const window = windowOver(windows, alert.service, now);
        return { alert, window: window === undefined || (await isCared(group, alert)) ? undefined : window };
      }),
    );
    const { source, groupKey } = group;
    const holding = judged.flatMap(({ alert, window }): readonly HeldAlert[] =>
      window === undefined ? [] : [{ group: { source, groupKey }, alert, windowId: window.id, heldAt: now }],
    );
    if (holding.length > 0) await held.hold(holding);
    return judged.flatMap(({ alert, window }) => (window === undefined ? [alert] : []));
  };
};
