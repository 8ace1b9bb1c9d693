import { api503 } from './api-503.ts';
import { badConfig } from './bad-config.ts';
import { certificateExpiry } from './certificate-expiry.ts';
import { cpuSaturation } from './cpu-saturation.ts';
import { databaseTimeout } from './database-timeout.ts';
import { diskFull } from './disk-full.ts';
import { lockContention } from './lock-contention.ts';
import { memoryLeak } from './memory-leak.ts';
import { queueBacklog } from './queue-backlog.ts';
import { slowDependency } from './slow-dependency.ts';

/** One way to really hurt the storefront, and to undo it. */
export interface Fault {
  /** Kebab-case: the same word as its rule, its runbook and its end-to-end test. */
  readonly name: string;
  /** Hurts. While it hurts already, doing it again changes nothing. */
  inject(): Promise<void>;
  /** Undoes what is left of it, whoever healed what; tells whether there was anything left. */
  heal(): Promise<boolean>;
}

/** What a fault needs to know about the storefront. */
export interface Patient {
  readonly edgeUrl: string;
  readonly catalogueUrls: readonly string[];
  readonly checkoutUrls: readonly string[];
  readonly ordersUrls: readonly string[];
  /** Where the customers are told how many to be. */
  readonly loadUrl: string;
  /** The bank behind payments, and the parameter that says which house of it is asked. */
  readonly acquirerUrl: string;
  readonly acquirerParameter: string;
  readonly paymentsFunction: string;
  readonly paymentsAlias: string;
  readonly fulfilmentFunction: string;
  readonly pageSizeParameter: string;
  readonly alertmanagerUrl: string;
}

/** Every fault there is. A new one is a file of its name and a line here. */
export const makeFaults = (patient: Patient): readonly Fault[] => [
  databaseTimeout(patient),
  api503(patient),
  lockContention(patient),
  queueBacklog(patient),
  memoryLeak(patient),
  cpuSaturation(patient),
  diskFull(patient),
  certificateExpiry(patient),
  slowDependency(patient),
  badConfig(patient),
];

/** Finds a fault by its name, in kebab or snake case. */
export const faultNamed = <T extends Pick<Fault, 'name'>>(faults: readonly T[], name: string): T | undefined =>
  faults.find((fault) => fault.name === name.replaceAll('_', '-'));
