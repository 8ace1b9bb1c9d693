import { jiraSignature, readWebhook } from '../adapters/jira/webhook.ts';
import type { JiraPolicy } from '../core/domain/integrations.ts';
import type { FollowTicket } from '../core/usecases/follow-ticket.ts';
import { json, problem, unauthorized } from '../runtime/http.ts';
import { sameSecret } from '../runtime/same-secret.ts';
import type { Callback } from './callbacks.ts';

export interface JiraCallbackDeps {
  /** Undefined while Jira is off. */
  readonly policy: () => Promise<JiraPolicy | undefined>;
  /** What Jira signs with; undefined while nobody put it there. */
  readonly secret: () => Promise<string | undefined>;
  readonly followFor: (policy: JiraPolicy) => FollowTicket;
  readonly log: { info(message: string, facts: Record<string, unknown>): void };
}

/** Something happened to a ticket: that Jira says so, then where, then what is there. A failure is told, and Jira comes again. */
export const makeJiraCallback =
  ({ policy, secret, followFor, log }: JiraCallbackDeps): Callback =>
  async ({ headers, body }) => {
    const [jira, signedWith] = await Promise.all([policy(), secret()]);
    if (jira === undefined || signedWith === undefined) return problem(404, { detail: 'jira is not configured' });
    if (!sameSecret(headers['x-hub-signature'] ?? '', jiraSignature(signedWith, body))) {
      return unauthorized('Signature realm="selfright", headers="x-hub-signature"', 'signature in x-hub-signature');
    }
    const news = readWebhook(body);
    if (news === 'invalid') return problem(422, { detail: 'not a webhook of jira' });
    if (news === 'nothing') return json(200, { outcome: 'nothing' });
    const outcome = await followFor(jira)(news);
    log.info('ticket followed', { key: news.key, outcome });
    return json(200, { outcome });
  };
