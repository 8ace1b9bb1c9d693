import * as z from 'zod';
import { apiOf, type SeenIncident } from './api.ts';
import type { TestOutputs } from './outputs.ts';
import { until } from './until.ts';

const Asked = z.looseObject({ plan: z.looseObject({ digest: z.string() }) });

/** Waits until people are asked about an incident that was not there before. */
export const untilAsked = async (outputs: TestOutputs, before: ReadonlySet<string>) => {
  const api = apiOf(outputs);
  return until('people are asked', 120, async () => {
    const one = (await api.incidents()).find(({ id, status }) => !before.has(id) && status === 'awaiting_approval');
    if (one === undefined) return undefined;
    const { plan } = Asked.parse(await (await api.call(`/incidents/${one.id}`)).json());
    return { id: one.id, planDigest: plan.digest };
  });
};

/** Decides as one of the roles; answers the status. */
export const decideAs = async (
  outputs: TestOutputs,
  role: string,
  id: string,
  body: { readonly decision: 'approve' | 'deny'; readonly planDigest: string; readonly comment?: string },
): Promise<number> => {
  const answer = await apiOf(outputs, role).call(`/incidents/${id}/approvals`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  return answer.status;
};

/** Waits until an incident is closed, or people were told that it is theirs. */
export const untilEnded = (outputs: TestOutputs, id: string): Promise<SeenIncident> =>
  until(`${id} ends`, 120, async () => {
    const seen = await apiOf(outputs).incident(id);
    return seen.status === 'closed' || seen['toldAt'] !== undefined ? seen : undefined;
  });
