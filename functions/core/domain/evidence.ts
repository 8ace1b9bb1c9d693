import type { Json } from './json.ts';
import type { Instant } from './time.ts';

/** Where something can be observed. */
export const EVIDENCE_SOURCES = [
  'metrics',
  'sessions',
  'locks',
  'event-source',
  'refusals',
  'parameter',
  'failover',
  'release',
] as const;

/** Something observed: source, query, value, when; never an opinion. */
export interface Evidence {
  readonly source: (typeof EVIDENCE_SOURCES)[number];
  /** Exactly what was asked, so that a reader can ask again. */
  readonly query: string;
  readonly at: Instant;
  /** Absent when nothing could be observed; then `missing` says why. */
  readonly value?: number | undefined;
  readonly missing?: string | undefined;
  /** The source did not answer at all, as opposed to having nothing to say. */
  readonly unreachable?: boolean | undefined;
  /** What stands behind the value: sessions found, versions deployed. */
  readonly detail?: Json | undefined;
}
