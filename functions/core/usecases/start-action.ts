import type { ActionRecord } from '../domain/action.ts';
import { DependencyUnavailable } from '../domain/errors.ts';
import type { Incident, IncidentId } from '../domain/incident.ts';
import type { TimelineDraft } from '../domain/timeline.ts';
import type { Gate, GateAnswer, GateRequest } from '../ports/gate.ts';
import type { IncidentStore } from '../ports/incident-store.ts';

/** What is to be started, and for whom. */
export interface Start
  extends Pick<
    GateRequest,
    'services' | 'locks' | 'policyDigest' | 'approval' | 'caps' | 'grant' | 'resumes' | 'status'
  > {
  readonly id: IncidentId;
  readonly action: ActionRecord;
  readonly entry: TimelineDraft;
  /** The incident if it may still be acted on. */
  readonly expected: (incident: Incident | undefined) => Incident | undefined;
}

const ROUNDS = 10;

/** Goes through the gate; an incident that changes meanwhile is read again. */
export const makeStartAction =
  (store: IncidentStore, gate: Gate) =>
  async ({
    id,
    expected,
    ...request
  }: Start): Promise<Exclude<GateAnswer, { outcome: 'conflict' }> | { readonly outcome: 'superseded' }> => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = expected(await store.read(id));
      if (before === undefined) return { outcome: 'superseded' };
      const answer = await gate.start({ before, ...request });
      if (answer.outcome !== 'conflict') return answer;
    }
    throw new DependencyUnavailable('gate', `${id} kept changing through ${ROUNDS} rounds`);
  };
