import type { ListTasksRequest, ListTasksResponse } from '@a2a-js/sdk';
import { RequestMalformedError } from '@a2a-js/sdk/errors';
import type { AgentName, AgentTask } from '../core/domain/agent-task.ts';
import type { AgentTasks, TaskPlace } from '../core/ports/agent-tasks.ts';
import type { Seen } from './agent.ts';
import { stateOf, toA2a } from './to-a2a.ts';

/** A page may be asked to hold so many, by the protocol. */
const MOST_ASKED = 100;
/** Each task of a page is looked at anew, so that a page holds no more than this. */
const LISTED = 50;

export interface ListDeps {
  readonly name: AgentName;
  readonly subject: string;
  readonly tasks: Pick<AgentTasks, 'of'>;
  readonly look: (task: AgentTask) => Promise<{ readonly task: AgentTask; readonly seen: Seen }>;
}

const tokenOf = ({ createdAt, id }: TaskPlace): string => Buffer.from(`${createdAt}#${id}`).toString('base64url');

/** The place that a page begins behind; only what a page gave out is one. */
const placeIn = (token: string): TaskPlace | undefined => {
  if (token === '') return undefined;
  const [, createdAt, id] = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)#(.+)$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  if (createdAt === undefined || id === undefined)
    throw new RequestMalformedError('pageToken is none that a page gave out; begin without one');
  return { createdAt, id };
};

const momentIn = (text: string | undefined): number => {
  const moment = text === undefined ? Number.NEGATIVE_INFINITY : Date.parse(text);
  if (Number.isNaN(moment)) throw new RequestMalformedError('statusTimestampAfter is no moment; ISO 8601 is allowed');
  return moment;
};

/**
 * The tasks that a subject began with an agent, the newest first. What is asked for is picked within a page, so that
 * a page may hold fewer than asked, and yet not be the last; the total is that of the page.
 */
export const makeListTasks =
  ({ name, subject, tasks, look }: ListDeps) =>
  async (asked: ListTasksRequest): Promise<ListTasksResponse> => {
    const { contextId, status, pageSize, pageToken, historyLength = 0, includeArtifacts } = asked;
    if (pageSize !== undefined && (pageSize < 1 || pageSize > MOST_ASKED))
      throw new RequestMalformedError(`pageSize is ${pageSize}; 1 to ${MOST_ASKED} are allowed`);
    if (historyLength < 0) throw new RequestMalformedError(`historyLength is ${historyLength}; 0 and more are allowed`);
    if (status < 0) throw new RequestMalformedError('status is none of the protocol');
    const after = momentIn(asked.statusTimestampAfter);
    const most = Math.min(pageSize ?? LISTED, LISTED);

    const read = await tasks.of(name, subject, most + 1, placeIn(pageToken));
    const page = read.slice(0, most);
    const last = read.length > most ? page.at(-1) : undefined;
    const inContext = page.filter((one) => contextId === '' || one.contextId === contextId);
    const looked = await Promise.all(inContext.map(look));
    const told = looked
      .filter(
        ({ task, seen }) => (status === 0 || stateOf(seen.phase) === status) && Date.parse(task.updatedAt) > after,
      )
      .map(({ task, seen }) => toA2a(task, seen, includeArtifacts === true ? seen.artifacts : [], { historyLength }));
    return { tasks: told, nextPageToken: last ? tokenOf(last) : '', pageSize: most, totalSize: told.length };
  };
