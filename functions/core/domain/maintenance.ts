import type { Instant } from './time.ts';

/** A span in which alerts are recorded and not acted upon. It always ends. */
export interface MaintenanceWindow {
  readonly id: string;
  /** One service; without it, everything. */
  readonly service?: string | undefined;
  readonly from: Instant;
  readonly until: Instant;
  readonly reason: string;
  /** Subject who asked for it. */
  readonly by: string;
}

/** The longest window that may be asked for, in seconds: what must last longer is a change of the policy. */
export const LONGEST_WINDOW = 7 * 86_400;

/** The window that covers a service at a moment, if one does; the one that ends last. */
export const windowOver = (
  windows: readonly MaintenanceWindow[],
  service: string | undefined,
  at: Instant,
): MaintenanceWindow | undefined =>
  windows
    .filter((window) => window.from <= at && at < window.until)
    .filter((window) => window.service === undefined || window.service === service)
    .toSorted((a, b) => (a.until < b.until ? 1 : -1))[0];
