import { type AgentTask, isTerminal, type Standing, standingOf } from '../../core/domain/agent-task.ts';
import { SelfrightError } from '../../core/domain/errors.ts';
import { followedAt, isFollowing, mayBePushed, type PushConfig } from '../../core/domain/push.ts';
import type { AgentTasks } from '../../core/ports/agent-tasks.ts';
import type { PushConfigs } from '../../core/ports/push-configs.ts';
import type { Sink } from '../../core/ports/sink.ts';
import { postJson } from './post-json.ts';

export interface PeerSinkOptions {
  readonly configs: Pick<PushConfigs, 'of'>;
  readonly tasks: Pick<AgentTasks, 'find'>;
  /** Below which addresses peers may be told, by the policy as it is now. */
  readonly allowed: readonly string[];
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

/** Tells other agents how their tasks stand, each time that changes. One that does not answer misses it, and can poll. */
export const peerSink = ({ configs, tasks, allowed }: PeerSinkOptions): Sink => ({
  name: 'peers',
  concerns: ({ entry: { kind } }) => kind !== 'agent.called',
  tell: async ({ whole, entry, refs }) => {
    const told: Record<string, string> = { ...refs };
    const missed: string[] = [];
    for (const config of await configs.of(whole.incident.id)) {
      const task = await tasks.find(config.taskId);
      if (task === undefined || !isFollowing(task) || !mayBePushed(config.url, allowed)) continue;
      const standing = standingOf(task, followedAt(whole, entry));
      if (told[config.id] === standing.phase) continue;
      const body = JSON.stringify(bodyOf(config, task, standing, entry.at));
      const headers = config.token === undefined ? {} : { 'x-a2a-notification-token': config.token };
      const type = config.version === '1.0' ? { 'content-type': 'application/a2a+json' } : {};
      try {
        await postJson('peer', config.url, body, { ...type, ...headers });
      } catch (error) {
        if (!(error instanceof SelfrightError)) throw error;
        missed.push(`${config.id}: ${error.message}`);
        continue;
      }
      told[config.id] = standing.phase;
    }
    return missed.length === 0 ? { outcome: 'told', refs: told } : { outcome: 'refused', why: missed.join('; ') };
  },
});
