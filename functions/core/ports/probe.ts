import type { ProbeResult } from '../domain/verification.ts';

/** Asks a service itself whether it answers. Only addresses from the policy; never one from an alert. */
export type Probe = (url: string) => Promise<ProbeResult>;
