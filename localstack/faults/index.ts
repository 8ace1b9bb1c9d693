import { api503 } from './api-503.ts';
import { badConfig } from './bad-config.ts';
import { certificateExpiry } from './certificate-expiry.ts';
import { cpuSaturation } from './cpu-saturation.ts';
import { databaseTimeout } from './database-timeout.ts';
import { diskFull } from './disk-full.ts';
import type { Fault, Patient } from './fault.ts';
import { lockContention } from './lock-contention.ts';
import { memoryLeak } from './memory-leak.ts';
import { poisonMessage } from './poison-message.ts';
import { queueBacklog } from './queue-backlog.ts';
import { slowDependency } from './slow-dependency.ts';
import { trafficSpike } from './traffic-spike.ts';

/** Every fault there is. A new one is a file of its name and a line here. */
export const makeFaults = (patient: Patient): readonly Fault[] => [
  databaseTimeout(patient),
  api503(patient),
  lockContention(patient),
  queueBacklog(patient),
  poisonMessage(patient),
  memoryLeak(patient),
  cpuSaturation(patient),
  diskFull(patient),
  certificateExpiry(patient),
  slowDependency(patient),
  badConfig(patient),
  trafficSpike(patient),
];

/** Finds a fault by its name, in kebab or snake case. */
export const faultNamed = <T extends Pick<Fault, 'name'>>(faults: readonly T[], name: string): T | undefined =>
  faults.find((fault) => fault.name === name.replaceAll('_', '-'));
