import type { Brake } from '../domain/brake.ts';
import { instant } from '../domain/time.ts';
import type { Brakes } from '../ports/brakes.ts';
import type { Clock } from '../ports/clock.ts';

export interface MoveBrakeDeps {
  readonly brakes: Brakes;
  readonly clock: Clock;
}

/** Engages or releases a brake. One that is there already stays as it is: who engaged it first, and when, is kept. */
export const makeMoveBrake =
  ({ brakes, clock }: MoveBrakeDeps) =>
  async (move: Omit<Brake, 'at'>): Promise<Brake> => {
    const held = (await brakes.all()).find(({ scope }) => scope === move.scope);
    if (held?.engaged === move.engaged) return held;
    const brake = { ...move, at: instant(clock()) };
    await brakes.move(brake);
    return brake;
  };

export type MoveBrake = ReturnType<typeof makeMoveBrake>;
