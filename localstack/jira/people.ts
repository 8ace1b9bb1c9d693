import * as z from 'zod/mini';
import { type Answer, comment, transit } from './routes.ts';
import { STATUSES, type State, WAYS } from './state.ts';

const Deed = z.object({
  key: z.string(),
  by: z._default(z.string(), 'Ann'),
  /** What is written under the issue. */
  text: z.optional(z.string()),
  /** The name of the status that it is moved to. */
  to: z.optional(z.string()),
});

/** What a person does in Jira: writes a comment, or moves an issue. */
export const act = (state: State, body: unknown): Answer => {
  const parsed = Deed.safeParse(body);
  const issue = state.issues.get(parsed.data?.key ?? '');
  if (!parsed.success || issue === undefined) return { status: 404, body: { errorMessages: ['no such issue'] } };
  const { by, text, to } = parsed.data;
  const person = { accountId: `account-of-${by.toLowerCase()}`, displayName: by };
  if (text !== undefined && text !== '') {
    const content = [{ type: 'paragraph', content: [{ type: 'text', text }] }];
    return comment(state, issue, { body: { type: 'doc', version: 1, content } }, person);
  }
  const way = WAYS[issue.status].find((one) => STATUSES[one].name === to);
  return transit(state, issue, { transition: { id: way && STATUSES[way].id } }, person);
};
