import type { IncidentId } from './incident.ts';

/**
 * Something that is looked at later, by kind. It carries ids only: what there is to do is read from the record when it
 * fires, since it may fire late, twice, or after everything has changed.
 */
export type Timer =
  /** The deadline of the question that an incident's plan asks has passed. */
  | { readonly kind: 'approval_due'; readonly incidentId: IncidentId; readonly planDigest: string }
  /** An incident's cause was found: what it took in and that does not explain is to leave it. */
  | { readonly kind: 'split_due'; readonly incidentId: IncidentId }
  /** Another round of the watch over ourselves is due. */
  | { readonly kind: 'watch_due' };

export type TimerKind = Timer['kind'];
