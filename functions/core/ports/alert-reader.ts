import type { AlertGroup } from '../domain/alert.ts';

/** Understands a stored notification of a source. What cannot be understood is a `ContractViolation`. */
export type AlertReader = (source: string, body: string) => readonly AlertGroup[];
