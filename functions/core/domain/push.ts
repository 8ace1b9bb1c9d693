import type { AgentTask, Followed } from './agent-task.ts';
import type { WholeIncident } from './incident.ts';
import type { IncidentId } from './incident-id.ts';
import type { TimelineEntry } from './timeline.ts';

/** Where a peer wants to be told of a task as it moves on. */
export interface PushConfig {
  readonly id: string;
  readonly taskId: string;
  readonly incidentId: IncidentId;
  readonly url: string;
  /** What the peer knows us by; it is sent along. */
  readonly token?: string | undefined;
  /** In which version of the protocol it is told. */
  readonly version: '1.0' | '0.3';
}

/** Whether an address may be posted to: only below those that the policy names, since whoever asks is not believed. */
export const mayBePushed = (url: string, allowed: readonly string[]): boolean => {
  if (!URL.canParse(url)) return false;
  const { origin, pathname, username, password } = new URL(url);
  if (username !== '' || password !== '') return false;
  return allowed.some((one) => {
    const base = new URL(one);
    const under = base.pathname.endsWith('/') ? base.pathname : `${base.pathname}/`;
    return origin === base.origin && `${pathname}/`.startsWith(under);
  });
};

/** The incident as it was when an entry had been written, as far as a task follows it. */
export const followedAt = (
  { incident, diagnoses, timeline }: WholeIncident,
  { seq, status }: TimelineEntry,
): Followed => {
  const told = timeline.filter((entry) => entry.seq <= seq);
  const made = told.filter(({ kind }) => kind === 'diagnosis.explained' || kind === 'diagnosis.inconclusive').length;
  return { id: incident.id, status, endedFor: incident.endedFor, diagnoses: diagnoses.slice(0, made), timeline: told };
};

/** A task that stopped following its incident is not told of it any more. */
export const isFollowing = ({ settled }: AgentTask): boolean => settled === undefined;
