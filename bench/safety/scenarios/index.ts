import type { Scenario } from '../scenario.ts';
import { brakeInFlight } from './brake-in-flight.ts';
import { crashAfter } from './crash-after.ts';
import { crashBefore } from './crash-before.ts';
import { firstRung } from './first-rung.ts';
import { halfWay } from './half-way.ts';
import { inverseFails } from './inverse-fails.ts';
import { prometheusGone } from './prometheus-gone.ts';
import { secondRung } from './second-rung.ts';
import { undoneLater } from './undone-later.ts';
import { worse } from './worse.ts';

/** Every scenario, in the order in which they are played. */
export const SCENARIOS: readonly Scenario[] = [
  firstRung,
  secondRung,
  halfWay,
  worse,
  inverseFails,
  crashBefore,
  crashAfter,
  prometheusGone,
  brakeInFlight,
  undoneLater,
];
