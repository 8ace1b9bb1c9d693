import {
  ExtendedAgentCardNotConfiguredError,
  RequestMalformedError,
  TaskNotCancelableError,
  TaskNotFoundError,
  UnsupportedOperationError,
} from '@a2a-js/sdk/errors';
import type { A2ARequestHandler } from '@a2a-js/sdk/server';
import { Refused } from '../adapters/operator-api/refused.ts';
import { type AgentName, type AgentTask, isTerminal, withMessage } from '../core/domain/agent-task.ts';
import { instant } from '../core/domain/time.ts';
import type { AgentTasks } from '../core/ports/agent-tasks.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Agent, Begun, Call, Seen } from './agent.ts';
import { readAsked } from './asked.ts';
import { cardOf } from './cards.ts';
import { keepTask } from './keep-task.ts';
import { makeListTasks } from './list-tasks.ts';
import { makePush, type PushDeps } from './push.ts';
import { toA2a } from './to-a2a.ts';

export interface HandleDeps {
  readonly name: AgentName;
  readonly agent: Agent;
  readonly tasks: AgentTasks;
  readonly call: Call;
  /** Whose token it is. */
  readonly subject: string;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly pushes: Pick<PushDeps, 'configs' | 'allowed'>;
  /** Rests before a task is looked at again. */
  readonly pause: () => Promise<void>;
}

/** How often, and for how long, a task is looked at for a peer that waits: the gateway ends what takes half a minute. */
const LOOKS = 8;
const PATIENCE_MS = 10_000;

const malformed = (refused: Refused): Error =>
  new RequestMalformedError(`${refused.message}. What to do: ${refused.remedy}.`);

/** One agent's side of the protocol, for one call: tasks are read from our record, so that any process can answer. */
export const handleTasks = ({
  name,
  agent,
  tasks,
  call,
  subject,
  clock,
  newId,
  pause,
  pushes,
}: HandleDeps): A2ARequestHandler => {
  const known = async (id: string): Promise<AgentTask> => {
    const task = await tasks.find(id);
    if (task?.agent !== name) throw new TaskNotFoundError(`no task ${id.slice(0, 64)}`);
    return task;
  };

  const look = async (task: AgentTask): Promise<{ readonly task: AgentTask; readonly seen: Seen }> => {
    const seen = await agent.look(call, task);
    const { delegated } = seen;
    if (delegated === undefined || JSON.stringify(delegated) === JSON.stringify(task.delegated)) return { task, seen };
    return {
      task: await keepTask(tasks, task, (one) => ({ ...one, delegated: { ...one.delegated, ...delegated } })),
      seen,
    };
  };

  const said = (id: string, text: string) => ({ id, by: 'peer' as const, subject, at: instant(clock()), text });

  const begin = async (asked: Parameters<Agent['begin']>[1], text: string): Promise<Begun> => {
    try {
      return await agent.begin(call, asked, text);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.status !== 403) throw malformed(error);
      return { goal: 'resolve', settled: { phase: 'rejected', says: error.message } };
    }
  };

  const hear = async (task: AgentTask, asked: Parameters<Agent['hear']>[2], text: string): Promise<string> => {
    const { seen } = await look(task);
    if (isTerminal(seen.phase)) throw new UnsupportedOperationError(`the task ${task.id} is over: ${seen.phase}`);
    try {
      return await agent.hear(call, task, asked, text);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return `Refused: ${error.message}. What to do: ${error.remedy}.`;
    }
  };

  const answered = async (first: AgentTask, waits: boolean, historyLength?: number, reply?: string) => {
    const until = clock().getTime() + PATIENCE_MS;
    let now = await look(first);
    for (let looks = 1; waits && now.seen.phase === 'working' && looks < LOOKS; looks += 1) {
      if (clock().getTime() >= until) break;
      await pause();
      now = await look(now.task);
    }
    return toA2a(now.task, now.seen, now.seen.artifacts, { historyLength, reply });
  };

  const push = makePush({ ...pushes, known, newId });

  const noStream = async function* (): AsyncGenerator<never, void, undefined> {
    yield await Promise.reject(new UnsupportedOperationError('the gateway cannot stream; poll the task'));
  };

  return {
    getAgentCard: async () => cardOf(call.apiUrl, name, pushes.allowed.length > 0),
    getAuthenticatedExtendedAgentCard: async () => {
      throw new ExtendedAgentCardNotConfiguredError('there is no more to tell');
    },

    sendMessage: async ({ message, configuration }, { requestedVersion }) => {
      if (message === undefined || message.messageId === '')
        throw new RequestMalformedError('message.messageId is missing');
      const read = readAsked(message);
      if (!read.ok) throw new RequestMalformedError(read.why);
      const wanted = configuration?.taskPushNotificationConfig;
      if (wanted !== undefined) push.check(wanted);
      const waits = configuration?.returnImmediately !== true;
      const history = configuration?.historyLength;
      const words = said(message.messageId, read.text);
      if (message.taskId !== '') {
        const task = await known(message.taskId);
        const reply = await hear(task, read.asked, read.text);
        const kept = await keepTask(tasks, task, (one) => withMessage(one, words));
        if (wanted !== undefined) await push.keep(kept, wanted, requestedVersion);
        return answered(kept, waits, history, reply);
      }
      const begun = await begin(read.asked, read.text);
      const at = instant(clock());
      const task: AgentTask = {
        ...{ id: newId(), agent: name, contextId: message.contextId || newId(), owner: subject },
        ...{ ...begun, createdAt: at, updatedAt: at, messages: [], delegated: {}, version: 0 },
      };
      const kept = await keepTask(tasks, task, (one) => withMessage(one, words));
      if (wanted !== undefined && kept.incidentId !== undefined) await push.keep(kept, wanted, requestedVersion);
      return answered(kept, waits, history);
    },

    getTask: async ({ id, historyLength }) => answered(await known(id), false, historyLength),

    listTasks: makeListTasks({ name, subject, tasks, look }),

    cancelTask: async ({ id }) => {
      const task = await known(id);
      const { seen } = await look(task);
      if (isTerminal(seen.phase)) throw new TaskNotCancelableError(`the task ${id} is over: ${seen.phase}`);
      try {
        await agent.cancel(call, task);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        throw new TaskNotCancelableError(`${error.message}. What to do: ${error.remedy}.`);
      }
      const settled = { phase: 'canceled', says: `Cancelled by ${subject}.` } as const;
      const kept = await keepTask(tasks, task, (one) => ({ ...one, settled, updatedAt: instant(clock()) }));
      return toA2a(kept, settled, seen.artifacts);
    },

    sendMessageStream: noStream,
    resubscribe: noStream,
    ...push.methods,
  };
};
