import type { Alert } from '../../../functions/core/domain/alert.ts';
import { makeInvestigatorByPerson } from '../../../functions/investigate/by-person.ts';
import { API_URL, fetchOf } from '../../support/agent-api.ts';
import { aDiagnosis, aDraft, anAlert, anAlertGroup, anApproval, anOpening, aPlan } from '../../support/builders.ts';
import type { scriptedModel } from '../../support/fakes/model.ts';
import { anApi, TOKENS } from '../api/an-api.ts';

const BUDGET = { calls: 6, tokens: 50_000, seconds: 60, dollars: 0.5 };

/** An incident whose plan people are asked about, and a model that a responder asks to look at it. */
export const onStage = async ({ alert = {}, enabled = true }: { alert?: Partial<Alert>; enabled?: boolean } = {}) => {
  const api = anApi();
  const { incidents, memory, clock, ids } = api;
  const settings = {
    ...{ modelId: 'scripted', region: 'eu-central-1', budget: BUDGET, price: { input: 3, output: 15 } },
    afterInconclusive: false,
  };
  if (memory.policy !== undefined && enabled) memory.policy = { ...memory.policy, investigator: settings };
  const opened = await incidents.open(
    anOpening({ id: ids.incident() }, anAlertGroup({ groupKey: 'staged', alerts: [anAlert(alert)] })),
  );
  if (opened.outcome !== 'opened') throw new Error(opened.outcome);
  const { id } = opened.incident;
  const write = async (change: Parameters<typeof incidents.commit>[1]) => {
    const before = await incidents.read(id);
    const written = before && (await incidents.commit(before, change));
    if (written?.outcome !== 'written') throw new Error('not written');
    return written.incident;
  };
  await write({ to: 'diagnosing', entries: [aDraft({ kind: 'diagnosis.started' })] });
  await write({ entries: [aDraft({ kind: 'diagnosis.explained' })], diagnosis: aDiagnosis() });
  const plan = aPlan({ decision: 'ask', madeAt: clock().toISOString() });
  const deadline = new Date(clock().getTime() + 300_000).toISOString();
  await write({
    to: 'awaiting_approval',
    entries: [aDraft({ kind: 'plan.asked' })],
    plan,
    approval: anApproval({ planDigest: plan.digest, askedAt: clock().toISOString(), deadline }),
  });
  const ask = (model: ReturnType<typeof scriptedModel>['model'], subject: keyof typeof TOKENS = 'rob') =>
    makeInvestigatorByPerson({
      ...{ url: API_URL, token: TOKENS[subject]?.token ?? '', fetch: fetchOf(api.answer), clock },
      ...{ modelOf: () => model, newId: () => 'a-fence-that-nobody-knows' },
    })(id);
  const whole = async () => {
    const read = await incidents.readWhole(id);
    if (read === undefined) throw new Error('gone');
    return read;
  };
  return { ...api, id, plan, ask, write, whole };
};
