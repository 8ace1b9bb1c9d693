import type { Episode } from '../domain/alert.ts';
import type { HeldAlert, MaintenanceWindow } from '../domain/maintenance.ts';

/** The maintenance windows that people asked for. */
export interface Windows {
  /** All that are known, those over for less than a month too; strongly read. */
  all(): Promise<readonly MaintenanceWindow[]>;
  /** Writes a window, in place of what it was. */
  put(window: MaintenanceWindow): Promise<void>;
}

/** Alerts that came inside a window and still fire, as far as is known. */
export interface HeldAlerts {
  /** Holding the same episode again changes nothing but when. */
  hold(held: readonly HeldAlert[]): Promise<void>;
  /** Forgets these episodes: they resolved, or became an incident's. Others are unharmed. */
  release(episodes: readonly Episode[]): Promise<void>;
  all(): Promise<readonly HeldAlert[]>;
}
