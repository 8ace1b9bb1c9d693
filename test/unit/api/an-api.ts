import type { Holder } from '../../../functions/api/router.ts';
import type { OperatorTokens } from '../../../functions/core/contracts/secrets.ts';
import type { HttpRequest } from '../../../functions/runtime/http.ts';
import { holderOf } from '../../../functions/runtime/tokens.ts';
import { aDraft, anOpening } from '../../support/builders.ts';
import { aRequest } from '../../support/http.ts';
import { anOperatorApi } from '../../support/operator-api.ts';

export const TOKENS: OperatorTokens = {
  vera: { role: 'viewer', token: 'viewer-token-00000001' },
  rob: { role: 'responder', token: 'responder-token-00001' },
  ada: { role: 'admin', token: 'admin-token-000000001' },
  ci: { role: 'reporter', token: 'reporter-token-000001' },
};

/** The operator API, asked by people, and incidents to ask it about. */
export const anApi = (holder: Holder = async (token) => holderOf(token, TOKENS)) => {
  const api = anOperatorApi(holder);
  const { incidents, ids, answer } = api;
  const as = (
    subject: keyof typeof TOKENS | undefined,
    method: string,
    path: string,
    part: Partial<HttpRequest> & { json?: unknown } = {},
  ) =>
    answer(
      aRequest({
        ...part,
        method,
        path,
        body: part.body ?? (part.json === undefined ? '' : part.json),
        headers: {
          ...(subject && { authorization: `Bearer ${TOKENS[subject]?.token}` }),
          'content-type': 'application/json',
          ...part.headers,
        },
      }),
    );
  const opened = async (part: Parameters<typeof anOpening>[0] = {}) => {
    const id = ids.incident();
    const alerts = { groupKey: id, source: 'alertmanager', truncated: 0, alerts: [] };
    const made = await incidents.open(anOpening({ id, ...part }, alerts));
    if (made.outcome !== 'opened') throw new Error(made.outcome);
    return made.incident;
  };
  const escalated = async () => {
    const written = await incidents.commit(await opened(), {
      to: 'escalated',
      entries: [aDraft({ kind: 'incident.escalated', reason: 'no_runbook' })],
      facts: { endedFor: 'no_runbook' },
    });
    if (written.outcome !== 'written') throw new Error(written.outcome);
    return written.incident;
  };
  return { ...api, as, opened, escalated };
};
