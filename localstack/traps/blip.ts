import type { Fault, Patient } from '../faults/fault.ts';
import { comeAndGo } from './come-and-go.ts';

/** Noticed, and over before anybody could do something about it. */
export const blip = (patient: Patient): Fault => comeAndGo(patient, { name: 'blip', times: 1, restMillis: 0 });
