import type { Scenario } from '../scenario.ts';
import { firstRung } from './first-rung.ts';
import { secondRung } from './second-rung.ts';

/** Every scenario, in the order in which they are played. */
export const SCENARIOS: readonly Scenario[] = [firstRung, secondRung];
