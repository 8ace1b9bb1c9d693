import type { Scenario } from '../scenario.ts';
import { approved } from './approved.ts';
import { brakeInFlight } from './brake-in-flight.ts';
import { capReached } from './cap-reached.ts';
import { crashAfter } from './crash-after.ts';
import { crashBefore } from './crash-before.ts';
import { denied } from './denied.ts';
import { expired } from './expired.ts';
import { firstRung } from './first-rung.ts';
import { halfWay } from './half-way.ts';
import { inverseFails } from './inverse-fails.ts';
import { ownPlan } from './own-plan.ts';
import { prometheusGone } from './prometheus-gone.ts';
import { secondRung } from './second-rung.ts';
import { storm } from './storm.ts';
import { twoOnOneTarget } from './two-on-one-target.ts';
import { undoneLater } from './undone-later.ts';
import { worse } from './worse.ts';

/** Every scenario, in the order in which they are played. */
export const SCENARIOS: readonly Scenario[] = [
  firstRung,
  approved,
  ownPlan,
  denied,
  expired,
  capReached,
  brakeInFlight,
  secondRung,
  twoOnOneTarget,
  halfWay,
  crashBefore,
  crashAfter,
  worse,
  inverseFails,
  undoneLater,
  prometheusGone,
  storm,
];
