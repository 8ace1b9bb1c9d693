import type { Brake } from '../domain/brake.ts';

/** The stops for actions. */
export interface Brakes {
  /** All brakes ever moved, strongly read. */
  all(): Promise<readonly Brake[]>;
  move(brake: Brake): Promise<void>;
}
