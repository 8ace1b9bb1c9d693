import type { Fault, Patient } from '../faults/fault.ts';
import { comeAndGo } from './come-and-go.ts';

/** Shorter than any calm: whoever waits for it is woken again. */
const REST_MILLIS = 3000;
const TIMES = 6;

/** On until its alert fires, off until it has resolved, again and again: whoever acted on each would never end. */
export const flapper = (patient: Patient): Fault =>
  comeAndGo(patient, { name: 'flapper', times: TIMES, restMillis: REST_MILLIS });
