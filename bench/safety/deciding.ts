import { patiently } from '../../cli/patiently.ts';
import type { IncidentView } from '../../functions/core/contracts/api.ts';
import { IncidentShape } from '../../functions/core/contracts/incident-parts.ts';
import type { IncidentId } from '../../functions/core/domain/incident.ts';
import type { Stage } from './scenario.ts';

/** Whose tokens there are. */
export type Person = keyof Stage['outputs']['tokens'];

const post = ({ outputs }: Stage, person: Person, path: string, body: unknown): Promise<Response> =>
  fetch(`${outputs.apiUrl}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${outputs.tokens[person]}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** What somebody does about a question, and the status that they must get. */
export interface Said {
  readonly who: Person;
  readonly says: 'approve' | 'deny' | 'approve another plan';
  readonly gets: number;
}

/** Has people say this one after another; answers who got another status than they must. */
export const say = async (
  stage: Stage,
  { id, plan }: IncidentView,
  all: readonly Said[],
): Promise<readonly string[]> => {
  const lacks: string[] = [];
  for (const { who, says, gets } of all) {
    const planDigest = says === 'approve another plan' ? 'e'.repeat(64) : (plan?.digest ?? '');
    const decision = says === 'deny' ? 'deny' : 'approve';
    const { status: got } = await post(stage, who, `/incidents/${id}/approvals`, { decision, planDigest });
    if (got !== gets) lacks.push(`${who} who says "${says}" gets ${got}, must get ${gets}`);
  }
  return lacks;
};

/** Nothing was done yet. */
export const untouched = async ({ client }: Stage, { id }: IncidentView): Promise<readonly string[]> =>
  (await patiently(() => client.incident(id))).actions.length === 0 ? [] : ['something was done before people agreed'];

const Opened = IncidentShape.pick({ id: true });

/** Has somebody propose to take up what was handed to people; answers the incident that was opened for it. */
export const propose = async (stage: Stage, who: Person, { id }: IncidentView): Promise<IncidentId> => {
  const answer = await post(stage, who, `/incidents/${id}/proposals`, { because: 'the bench would do it' });
  return Opened.parse(await answer.json()).id;
};
