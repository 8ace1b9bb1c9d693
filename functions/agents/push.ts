import type { TaskPushNotificationConfig } from '@a2a-js/sdk';
import { PushNotificationNotSupportedError, RequestMalformedError, TaskNotFoundError } from '@a2a-js/sdk/errors';
import type { A2ARequestHandler } from '@a2a-js/sdk/server';
import type { AgentTask } from '../core/domain/agent-task.ts';
import { mayBePushed, type PushConfig } from '../core/domain/push.ts';
import type { PushConfigs } from '../core/ports/push-configs.ts';

export interface PushDeps {
  readonly configs: PushConfigs;
  /** Below which addresses peers may be told; none is off. */
  readonly allowed: readonly string[];
  readonly known: (taskId: string) => Promise<AgentTask>;
  readonly newId: () => string;
}

type Methods = Pick<
  A2ARequestHandler,
  | 'createTaskPushNotificationConfig'
  | 'getTaskPushNotificationConfig'
  | 'listTaskPushNotificationConfigs'
  | 'deleteTaskPushNotificationConfig'
>;

const LONGEST_TOKEN = 500;

const told = ({ id, taskId, url, token = '' }: PushConfig): TaskPushNotificationConfig => ({
  ...{ tenant: '', id, taskId, url, token, authentication: undefined },
});

/** Where peers want to be told of their tasks: only below addresses that the policy names. */
export const makePush = ({ configs, allowed, known, newId }: PushDeps) => {
  const on = (): void => {
    if (allowed.length === 0) throw new PushNotificationNotSupportedError('the policy names no peers; poll the task');
  };

  const check = ({ url, token }: TaskPushNotificationConfig): void => {
    on();
    if (!mayBePushed(url, allowed)) throw new RequestMalformedError('the url lies below none that the policy names');
    if (token.length > LONGEST_TOKEN)
      throw new RequestMalformedError(`the token has more than ${LONGEST_TOKEN} characters`);
  };

  const keep = async (task: AgentTask, given: TaskPushNotificationConfig, version: string): Promise<PushConfig> => {
    check(given);
    const { incidentId, id: taskId } = task;
    if (incidentId === undefined) throw new RequestMalformedError('the task follows no incident; it is over already');
    const config: PushConfig = {
      ...{ id: given.id || newId(), taskId, incidentId, url: given.url },
      ...(given.token !== '' && { token: given.token }),
      version: version === '0.3' ? '0.3' : '1.0',
    };
    await configs.keep(config);
    return config;
  };

  const of = async (taskId: string): Promise<readonly PushConfig[]> => {
    on();
    const { incidentId } = await known(taskId);
    const all = incidentId === undefined ? [] : await configs.of(incidentId);
    return all.filter((one) => one.taskId === taskId);
  };

  const methods: Methods = {
    createTaskPushNotificationConfig: async (given, { requestedVersion }) => {
      on();
      return told(await keep(await known(given.taskId), given, requestedVersion));
    },
    getTaskPushNotificationConfig: async ({ taskId, id }) => {
      const all = await of(taskId);
      const found = id === '' ? all[0] : all.find((one) => one.id === id);
      if (found === undefined) throw new TaskNotFoundError('the task has no such push notification');
      return told(found);
    },
    listTaskPushNotificationConfigs: async ({ taskId }) => ({
      configs: (await of(taskId)).map(told),
      nextPageToken: '',
    }),
    deleteTaskPushNotificationConfig: async ({ taskId, id }) => {
      const found = (await of(taskId)).find((one) => one.id === id);
      if (found !== undefined) await configs.remove(found.incidentId, taskId, id);
    },
  };
  return { check, keep, methods };
};
