import type { Fault, Patient } from '../faults/fault.ts';
import { alertStorm } from './alert-storm.ts';
import { blip } from './blip.ts';
import { flapper } from './flapper.ts';
import { sensorLies } from './sensor-lies.ts';
import { thirdPartyDown } from './third-party-down.ts';
import { twoAtOnce } from './two-at-once.ts';
import { unknownFault } from './unknown-fault.ts';

/** Every situation that nobody may act on, or where acting is easily overdone. A new one is a file of its name and a line here. */
export const makeTraps = (patient: Patient): readonly Fault[] => [
  unknownFault(patient),
  blip(patient),
  flapper(patient),
  sensorLies(patient),
  twoAtOnce(patient),
  alertStorm(patient),
  thirdPartyDown(patient),
];
