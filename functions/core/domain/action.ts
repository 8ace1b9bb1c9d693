import type { JsonObject } from './json.ts';
import type { Instant } from './time.ts';

/** One step on a target, with its idempotency key. */
export interface ActionRecord {
  /** Incident, attempt and step: the same key never acts twice. */
  readonly key: string;
  readonly planDigest: string;
  readonly step: string;
  readonly target: string;
  readonly result: 'started' | 'done' | 'skipped' | 'failed' | 'unknown';
  readonly startedAt: Instant;
  /** Until then the Lambda that started it may still be at work. */
  readonly leaseUntil: Instant;
  readonly endedAt?: Instant | undefined;
  /** What its target was like right before; an inverse is made from it. */
  readonly snapshot?: JsonObject | undefined;
  /** The key of the action that this one undoes. */
  readonly undoes?: string | undefined;
  /** Of an undoing: what its target was like afterwards, as it was read. */
  readonly restored?: JsonObject | undefined;
  /** What the connector met, and what it changed. */
  readonly found?: JsonObject | undefined;
  readonly changed?: JsonObject | undefined;
  readonly error?: string | undefined;
}

export const actionKey = (incidentId: string, attempt: number, step: string): string =>
  `${incidentId}/${attempt}/${step}`;

/** The key of undoing an action; asked for again after it failed, it is another one. */
export const undoKey = (key: string, time = 1): string => `${key}/undo${time === 1 ? '' : `-${time}`}`;
