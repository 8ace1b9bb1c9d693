import { type AlertGroup, HEARTBEAT_LABEL } from './alert.ts';
import type { Instant } from './time.ts';

/** The newest sign of life of one heartbeat: a source may send several, each with another value of the label. */
export interface Beat {
  readonly source: string;
  /** Value of the label that marks it. */
  readonly name: string;
  /** When it reached us. */
  readonly at: Instant;
}

const LONGEST_NAME = 64;

/** The heartbeats that a notification carries: those that fire. */
export const beatsIn = (group: AlertGroup, at: Instant): readonly Beat[] => {
  const names = group.alerts
    .filter(({ status, labels }) => status === 'firing' && Object.hasOwn(labels, HEARTBEAT_LABEL))
    .map(({ labels }) => (labels[HEARTBEAT_LABEL] ?? '').slice(0, LONGEST_NAME));
  return [...new Set(names)].map((name) => ({ source: group.source, name, at }));
};
