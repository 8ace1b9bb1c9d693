import { createHmac } from 'node:crypto';
import { send } from '../send.ts';
import type { Issue, Person, State } from './state.ts';

/** Sends what happened to whoever is registered, signed; nobody of Jira waits for it. */
const tell = (state: State, event: string, body: object): void => {
  const { callbackUrl, webhookSecret } = state;
  if (callbackUrl === undefined || webhookSecret === undefined) return;
  const text = JSON.stringify({ timestamp: Date.now(), webhookEvent: event, ...body });
  const told = { id: `${event}-${state.told.length + 1}`, event, text, status: 0 };
  state.told.push(told);
  const headers = {
    'content-type': 'application/json',
    'x-atlassian-webhook-identifier': told.id,
    'x-hub-signature': `sha256=${createHmac('sha256', webhookSecret).update(text).digest('hex')}`,
  };
  send(callbackUrl, headers, text)
    .then(({ status }) => {
      told.status = status;
    })
    .catch(() => {
      told.status = -1;
    });
};

const brief = ({ id, key, fields }: Issue) => ({ id, key, fields: { summary: fields['summary'] } });

export const tellComment = (state: State, issue: Issue, id: string, author: Person): void =>
  tell(state, 'comment_created', { issue: brief(issue), comment: { id, author, body: 'as it was then' } });

export const tellStatus = (state: State, issue: Issue, from: string, to: string, user: Person): void =>
  tell(state, 'jira:issue_updated', {
    ...{ issue: brief(issue), user, issue_event_type_name: 'issue_generic' },
    changelog: { id: String(issue.history.length), items: [{ field: 'status', fromString: from, toString: to }] },
  });

/** Sends everything once more, as Jira does when an answer was lost. */
export const tellAgain = (state: State): void => {
  for (const { event, text } of [...state.told]) {
    const { timestamp, webhookEvent, ...body } = JSON.parse(text);
    tell(state, event, body);
  }
};
