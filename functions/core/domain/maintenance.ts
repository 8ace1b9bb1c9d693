import type { AlertGroup, SentAlert } from './alert.ts';
import { isOurOwn } from './ourselves.ts';
import { type Instant, secondsBetween } from './time.ts';

/** `WIN-` and a ULID; those of the configuration are counted. */
export type WindowId = `WIN-${string}`;

/** A span in which alerts are recorded and not acted upon. It always ends. */
export interface MaintenanceWindow {
  readonly id: WindowId;
  /** One service; without it, everything but ourselves. */
  readonly service?: string | undefined;
  readonly from: Instant;
  /** The first moment that it does not cover. */
  readonly until: Instant;
  readonly reason: string;
  /** Subject who asked for it. */
  readonly by: string;
  /** When it was asked for; what was decided before knew nothing of it. */
  readonly askedAt: Instant;
  /** Who ended it early. */
  readonly endedBy?: string | undefined;
}

/** A window that the configuration names. */
export type PlannedWindow = Pick<MaintenanceWindow, 'service' | 'from' | 'until' | 'reason'>;

/** An alert that came inside a window, as it was sent, with its group. */
export interface HeldAlert {
  readonly group: Pick<AlertGroup, 'source' | 'groupKey'>;
  readonly alert: SentAlert;
  readonly windowId: WindowId;
  readonly heldAt: Instant;
}

/** The longest window that may be asked for, in seconds: what must last longer is a change of the policy's modes. */
export const LONGEST_WINDOW = 7 * 86_400;

/** What is wrong with a span, if anything: it must end after it begins, and within the longest time. */
export const whyNoSpan = ({ from, until }: Pick<MaintenanceWindow, 'from' | 'until'>): string | undefined => {
  const seconds = secondsBetween(from, until);
  if (!(seconds > 0)) return 'the end must lie after the beginning';
  return seconds <= LONGEST_WINDOW ? undefined : `a window may last ${LONGEST_WINDOW / 86_400} days at most`;
};

/** The windows of the configuration, in the form of those that were asked for. */
export const plannedWindows = (planned: readonly PlannedWindow[]): readonly MaintenanceWindow[] =>
  planned.map((window, i) => ({ ...window, id: `WIN-CONFIG-${i + 1}`, by: 'configuration', askedAt: window.from }));

/** The window that covers a service at a moment, if one does; of several the one that ends last. Nothing silences ourselves. */
export const windowOver = (
  windows: readonly MaintenanceWindow[],
  service: string | undefined,
  at: Instant,
): MaintenanceWindow | undefined => {
  if (service !== undefined && isOurOwn(service)) return undefined;
  return windows
    .filter(({ from, until }) => from <= at && at < until)
    .filter((window) => window.service === undefined || window.service === service)
    .toSorted((a, b) => (a.until < b.until ? 1 : -1))[0];
};
