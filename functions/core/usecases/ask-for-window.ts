import { type MaintenanceWindow, type WindowId, whyNoSpan } from '../domain/maintenance.ts';
import { instant } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Windows } from '../ports/windows.ts';

export interface AskForWindowDeps {
  readonly windows: Windows;
  readonly ids: Ids;
  readonly clock: Clock;
}

/** What a person asks for; without a beginning it begins now. */
export interface WindowAsked extends Pick<MaintenanceWindow, 'service' | 'until' | 'reason' | 'by'> {
  readonly from?: string | undefined;
}

export type AskedForWindow =
  | { readonly outcome: 'granted'; readonly window: MaintenanceWindow }
  | { readonly outcome: 'refused'; readonly why: string };

/** Grants a maintenance window that ends in time, and is not over already. */
export const makeAskForWindow =
  ({ windows, ids, clock }: AskForWindowDeps) =>
  async ({ service, from, until, reason, by }: WindowAsked): Promise<AskedForWindow> => {
    const askedAt = instant(clock());
    const window = { id: ids.window(), service, from: from ?? askedAt, until, reason, by, askedAt };
    const why = until <= askedAt ? 'it would be over already' : whyNoSpan(window);
    if (why !== undefined) return { outcome: 'refused', why };
    await windows.put(window);
    return { outcome: 'granted', window };
  };

export type EndedWindow =
  | { readonly outcome: 'ended'; readonly window: MaintenanceWindow }
  | { readonly outcome: 'unknown' };

/** Ends a window now; one that is over stays as it is. What it held and still fires is opened by the next round of the watch. */
export const makeEndWindow =
  ({ windows, clock }: Omit<AskForWindowDeps, 'ids'>) =>
  async (id: WindowId, by: string): Promise<EndedWindow> => {
    const window = (await windows.all()).find((one) => one.id === id);
    if (window === undefined) return { outcome: 'unknown' };
    const now = instant(clock());
    if (window.until <= now) return { outcome: 'ended', window };
    const from = window.from < now ? window.from : now;
    const ended = { ...window, from, until: now, endedBy: by };
    await windows.put(ended);
    return { outcome: 'ended', window: ended };
  };

export type AskForWindow = ReturnType<typeof makeAskForWindow>;
export type EndWindow = ReturnType<typeof makeEndWindow>;
