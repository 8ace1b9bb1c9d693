import type { Runbook } from '../domain/runbook.ts';
import { api503 } from './api-503.ts';
import { badConfig } from './bad-config.ts';
import { certificateExpiry } from './certificate-expiry.ts';
import { cpuSaturation } from './cpu-saturation.ts';
import { databaseTimeout } from './database-timeout.ts';
import { diskFull } from './disk-full.ts';
import { lockContention } from './lock-contention.ts';
import { memoryLeak } from './memory-leak.ts';
import { poisonMessage } from './poison-message.ts';
import { queueBacklog } from './queue-backlog.ts';
import { slowDependency } from './slow-dependency.ts';
import { trafficSpike } from './traffic-spike.ts';

/** Every runbook; all of them are considered for every incident. */
export const RUNBOOKS: readonly Runbook[] = [
  databaseTimeout,
  api503,
  lockContention,
  queueBacklog,
  poisonMessage,
  memoryLeak,
  cpuSaturation,
  diskFull,
  certificateExpiry,
  slowDependency,
  badConfig,
  trafficSpike,
];
