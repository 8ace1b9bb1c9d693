import type { AlertGroup } from '../domain/alert.ts';
import type { Instant } from '../domain/time.ts';

/** Understands a stored notification of a source. What cannot be understood is a `ContractViolation`. */
export type AlertReader = (source: string, body: string, receivedAt: Instant) => readonly AlertGroup[];
