import { type AgentTask, isTerminal, type Standing, standingOf } from '../../core/domain/agent-task.ts';
import { DependencyUnavailable, SelfrightError } from '../../core/domain/errors.ts';
import type { WholeIncident } from '../../core/domain/incident.ts';
import { followedAt, isFollowing, mayBePushed, type PushConfig } from '../../core/domain/push.ts';
import { instant, secondsBetween } from '../../core/domain/time.ts';
import type { TimelineEntry } from '../../core/domain/timeline.ts';
import type { AgentTasks } from '../../core/ports/agent-tasks.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { PushConfigs } from '../../core/ports/push-configs.ts';
import type { Sink } from '../../core/ports/sink.ts';
import { postJson } from './post-json.ts';

export interface PeerSinkOptions {
  readonly configs: Pick<PushConfigs, 'of'>;
  readonly tasks: Pick<AgentTasks, 'find'>;
  /** Below which addresses peers may be told, by the policy as it is now. */
  readonly allowed: readonly string[];
  readonly clock: Clock;
}

/** The status update in the protocol's own words; written by hand, so that whoever delivers needs no SDK. */
const bodyOf = ({ version }: PushConfig, task: AgentTask, { phase, says }: Standing, timestamp: string): unknown => {
  const { id: taskId, contextId } = task;
  const messageId = `${taskId}-${timestamp}`;
  if (version === '0.3') {
    const message = {
      kind: 'message',
      messageId,
      taskId,
      contextId,
      role: 'agent',
      parts: [{ kind: 'text', text: says }],
    };
    const status = { state: phase.replace('_', '-'), message, timestamp };
    return { kind: 'status-update', taskId, contextId, final: isTerminal(phase), status };
  }
  const message = { messageId, taskId, contextId, role: 'ROLE_AGENT', parts: [{ text: says }] };
  return {
    statusUpdate: { taskId, contextId, status: { state: `TASK_STATE_${phase.toUpperCase()}`, message, timestamp } },
  };
};

/** How far a peer was told: up to which entry, and how its task stood then. */
interface Reached {
  readonly seq: number;
  readonly phase?: string | undefined;
}

/** Whoever is new is told from the entry on that is being delivered. */
const reachedIn = (ref: string | undefined, current: number): Reached => {
  const [, seq, phase] = /^(\d+):(\w*)$/.exec(ref ?? '') ?? [];
  return seq === undefined ? { seq: current - 1 } : { seq: Number(seq), phase };
};

const isOfTasks = ({ kind }: Pick<TimelineEntry, 'kind'>): boolean => kind !== 'agent.called';

/** Then a peer that does not answer has missed it, and can poll. Seconds. */
const GIVE_UP = 3_600;
/** The longer it has been silent, the later it is tried again. Seconds. */
const restAt = (age: number): number => Math.ceil(Math.min(60, Math.max(2, age / 2)));

/**
 * Tells other agents how their tasks stand, each time that changes and in that order. Each peer is told at its own pace: one
 * that does not answer is told all of it later, and holds up no other.
 */
export const peerSink = ({ configs, tasks, allowed, clock }: PeerSinkOptions): Sink => {
  const post = async (config: PushConfig, task: AgentTask, standing: Standing, at: string) => {
    const body = JSON.stringify(bodyOf(config, task, standing, at));
    const headers = config.token === undefined ? {} : { 'x-a2a-notification-token': config.token };
    const type = config.version === '1.0' ? { 'content-type': 'application/a2a+json' } : {};
    try {
      await postJson('peer', config.url, body, { ...type, ...headers });
      return undefined;
    } catch (error) {
      if (error instanceof SelfrightError) return error;
      throw error;
    }
  };

  /** Tells one peer all that it was not told yet, up to an entry; how far that came, and what stands in the way. */
  const catchUp = async (config: PushConfig, task: AgentTask, whole: WholeIncident, upTo: number, from: Reached) => {
    let reached = from;
    for (const entry of whole.timeline.filter((one) => one.seq > from.seq && one.seq <= upTo && isOfTasks(one))) {
      const standing = standingOf(task, followedAt(whole, entry));
      const failure = standing.phase === reached.phase ? undefined : await post(config, task, standing, entry.at);
      if (failure instanceof DependencyUnavailable) return { reached, failure };
      reached = { seq: entry.seq, phase: standing.phase };
      if (failure !== undefined) return { reached, failure };
    }
    return { reached };
  };

  return {
    name: 'peers',
    concerns: ({ entry }) => isOfTasks(entry),
    tell: async ({ whole, entry, refs }) => {
      const told: Record<string, string> = { ...refs };
      const failures: { readonly why: string; readonly passes: boolean }[] = [];
      for (const config of await configs.of(whole.incident.id)) {
        const task = await tasks.find(config.taskId);
        if (task === undefined || !isFollowing(task) || !mayBePushed(config.url, allowed)) continue;
        const from = reachedIn(told[config.id], entry.seq);
        const { reached, failure } = await catchUp(config, task, whole, entry.seq, from);
        told[config.id] = `${reached.seq}:${reached.phase ?? ''}`;
        if (failure === undefined) continue;
        failures.push({ why: `${config.id}: ${failure.message}`, passes: failure instanceof DependencyUnavailable });
      }
      if (failures.length === 0) return { outcome: 'told', refs: told };
      const why = failures.map((one) => one.why).join('; ');
      if (!failures.some(({ passes }) => passes)) return { outcome: 'refused', why, refs: told };
      // The next entry catches up as well; only the last one has to wait for whoever is behind.
      if (whole.timeline.some((one) => one.seq > entry.seq && isOfTasks(one))) return { outcome: 'told', refs: told };
      const age = secondsBetween(entry.at, instant(clock()));
      if (age > GIVE_UP) return { outcome: 'refused', why, refs: told };
      return { outcome: 'not_yet', seconds: restAt(age), why, refs: told };
    },
  };
};
