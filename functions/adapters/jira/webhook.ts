import { createHmac } from 'node:crypto';
import * as z from 'zod';
import { jsonIn } from '../../core/contracts/read-json.ts';

/** What Jira puts into `X-Hub-Signature`, over the bytes of the body. */
export const jiraSignature = (secret: string, body: Uint8Array): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

const account = z.object({ accountId: z.string().default(''), displayName: z.string().default('somebody') });
const Person = account.default({ accountId: '', displayName: 'somebody' });
const issue = z.object({ key: z.string().regex(/^[A-Z][A-Z0-9_]{1,9}-\d{1,12}$/) });

const Webhook = z.discriminatedUnion('webhookEvent', [
  z.object({
    webhookEvent: z.literal('comment_created'),
    issue,
    comment: z.object({ id: z.string().regex(/^\d{1,20}$/), author: Person }),
  }),
  z.object({
    webhookEvent: z.literal('jira:issue_updated'),
    issue,
    user: Person,
    changelog: z.object({ items: z.array(z.object({ field: z.string() })) }).optional(),
  }),
]);

/** Where to look, and who is said to have done something there. */
export interface JiraNews {
  readonly key: string;
  readonly comment?: string | undefined;
  readonly by: { readonly accountId: string; readonly name: string };
}

/** What a webhook of Jira tells that is followed here: a new comment, or another status. */
export const readWebhook = (body: Uint8Array): JiraNews | 'nothing' | 'invalid' => {
  const raw = jsonIn(new TextDecoder().decode(body));
  const event = z.object({ webhookEvent: z.string() }).safeParse(raw).data?.webhookEvent;
  if (event === undefined) return 'invalid';
  if (event !== 'comment_created' && event !== 'jira:issue_updated') return 'nothing';
  const read = Webhook.safeParse(raw).data;
  if (read === undefined) return 'invalid';
  const { key } = read.issue;
  if (read.webhookEvent === 'comment_created') {
    const { id, author } = read.comment;
    return { key, comment: id, by: { accountId: author.accountId, name: author.displayName } };
  }
  if (!read.changelog?.items.some(({ field }) => field === 'status')) return 'nothing';
  return { key, by: { accountId: read.user.accountId, name: read.user.displayName } };
};
