import { IntegrationsSchema } from '../../functions/core/contracts/integrations.ts';
import { actionKey, undoKey } from '../../functions/core/domain/action.ts';
import type { IncidentChange } from '../../functions/core/domain/change.ts';
import { noDelivery } from '../../functions/core/domain/delivery.ts';
import type { Incident, IncidentId, WholeIncident } from '../../functions/core/domain/incident.ts';
import type { Facts, WholeRecord } from '../../functions/core/domain/laws/record.ts';
import type { Plan, PlannedStep } from '../../functions/core/domain/plan.ts';
import { countEntries } from '../../functions/core/domain/tally/count-entry.ts';
import { instant } from '../../functions/core/domain/time.ts';
import type { Sample, Verification } from '../../functions/core/domain/verification.ts';
import {
  aDiagnosis,
  aDraft,
  aHeldAlert,
  anAction,
  anAlert,
  anAlertGroup,
  anAliasStep,
  anOpening,
  aPlan,
  aPolicy,
  aQuarantined,
  aReceipt,
  aStep,
  aWindow,
} from './builders.ts';
import { aWorld, type World } from './fakes/world.ts';

type Made = IncidentChange['entries'][number];

const entry = (kind: Made['kind'], part: Partial<Made> = {}): IncidentChange['entries'] => [
  aDraft({ kind, actor: 'test', reason: undefined, ...part }),
];

/** What one incident's story is told with. */
const makeTeller = ({ incidents, gate, clock, ids }: World) => {
  const open = async (group: string, linkedTo?: IncidentId): Promise<Incident> => {
    const alerts = [anAlert({ fingerprint: group })];
    const part = { id: ids.incident(), openedAt: instant(clock()), ...(linkedTo && { linkedTo }) };
    const opening = anOpening(part, anAlertGroup({ groupKey: group, alerts }));
    const opened = await incidents.open({ ...opening, takenFrom: linkedTo });
    if (opened.outcome !== 'opened') throw new Error(opened.outcome);
    return opened.incident;
  };

  const commit = async (before: Incident, change: IncidentChange): Promise<Incident> => {
    clock.advance(1);
    const written = await incidents.commit(before, change);
    if (written.outcome !== 'written') throw new Error(written.outcome);
    return written.incident;
  };

  const planned = async (opened: Incident, target: string): Promise<{ incident: Incident; plan: Plan }> => {
    const started = await commit(opened, { to: 'diagnosing', entries: entry('diagnosis.started') });
    const explained = await commit(started, { entries: entry('diagnosis.explained'), diagnosis: aDiagnosis() });
    const plan = aPlan({ steps: [aStep({ target })], madeAt: instant(clock()) });
    const incident = await commit(explained, { to: 'mitigating', entries: entry('plan.allowed'), plan });
    return { incident, plan };
  };

  const acted = async ({ incident, plan }: { incident: Incident; plan: Plan }, finish: boolean): Promise<Incident> => {
    clock.advance(1);
    const [step = aStep()] = plan.steps;
    const key = actionKey(incident.id, 1, step.id);
    const action = anAction({ key, planDigest: plan.digest, target: step.target, startedAt: instant(clock()) });
    const [started] = entry('action.started', { data: { key } });
    const { policyDigest } = plan;
    const answer = await gate.start({ before: incident, action, services: ['checkout'], policyDigest, entry: started });
    if (answer.outcome !== 'started') throw new Error(answer.outcome);
    if (!finish) return answer.incident;
    const ended = { ...action, result: 'done' as const, endedAt: instant(clock()), found: {}, changed: {} };
    return commit(answer.incident, { entries: entry('action.done'), action: ended });
  };

  const verification = (plan: Plan, since: string): Verification => {
    const from = Math.ceil(Date.parse(since) / 1000);
    const samples = Array.from({ length: 7 }, (_, i): Sample => [from + i, 0]);
    const url = plan.probeUrl ?? '';
    const at = instant(clock());
    const measurements = plan.recoveredWhen.map(({ says, query, holdSeconds }) => ({
      ...{ says, query, limit: 'below 0.01', samples, heldSeconds: 6, holdSeconds, verdict: 'held' as const },
    }));
    return { outcome: 'verified', since, at, looks: 1, measurements, probe: { url, at, ok: true, status: 200 } };
  };

  const recovered = async (group: string): Promise<Incident> => {
    const ready = await planned(await open(group), `postgres:database/${group}`);
    const done = await acted(ready, true);
    const since = instant(clock());
    const looked = await commit(done, { to: 'verifying', entries: entry('verification.started') });
    clock.advance(6);
    const measured = await commit(looked, {
      to: 'resolved',
      entries: entry('verification.verified', { reason: 'recovery_measured' }),
      verification: verification(ready.plan, since),
    });
    return commit(measured, {
      to: 'closed',
      entries: entry('incident.closed', { reason: 'recovery_measured' }),
      facts: { closedAt: instant(clock()), endedFor: 'recovery_measured' },
    });
  };

  const handedOver = async (group: string): Promise<Incident> => {
    const started = await commit(await open(group), { to: 'diagnosing', entries: entry('diagnosis.started') });
    const escalated = await commit(started, {
      to: 'escalated',
      entries: entry('incident.escalated', { reason: 'evidence_unavailable' }),
      facts: { endedFor: 'evidence_unavailable' },
    });
    return commit(escalated, { entries: entry('people.told'), facts: { toldAt: instant(clock()) } });
  };

  const underWay = async (group: string): Promise<Incident> =>
    acted(await planned(await open(group), `postgres:database/${group}`), false);

  /** One step, or its undoing, through the gate and to its end. */
  const stepped = async (
    before: Incident,
    plan: Plan,
    step: PlannedStep,
    undoes?: string,
  ): Promise<{ readonly incident: Incident; readonly key: string }> => {
    clock.advance(1);
    const key = undoes === undefined ? actionKey(before.id, 1, step.id) : undoKey(undoes);
    const part = { key, step: step.id, planDigest: plan.digest, target: step.target, startedAt: instant(clock()) };
    const action = anAction({ ...part, ...(undoes !== undefined && { undoes }) });
    const [started] = entry('action.started', { data: { key } });
    const { policyDigest } = plan;
    const answer = await gate.start({ before, action, services: ['checkout'], policyDigest, entry: started });
    if (answer.outcome !== 'started') throw new Error(answer.outcome);
    const came = { found: {}, changed: {}, ...(undoes !== undefined && { restored: {} }) };
    const ended = { ...action, result: 'done' as const, endedAt: instant(clock()), ...came };
    return { incident: await commit(answer.incident, { entries: entry('action.done'), action: ended }), key };
  };

  /** Two steps that did not help, taken back newest first; then a second try is under way. */
  const secondTry = async (group: string): Promise<Incident> => {
    const [one, two] = [
      anAliasStep({ target: `lambda:${group}` }),
      anAliasStep({ id: 'two', target: `lambda:${group}` }),
    ];
    const ready = await planned(await open(group), `postgres:database/${group}`);
    const plan = aPlan({ digest: '1'.repeat(64), steps: [one, two], madeAt: instant(clock()) });
    const first = await commit(ready.incident, { entries: entry('plan.allowed'), plan });
    const did = await stepped(first, plan, one);
    const then = await stepped(did.incident, plan, two);
    const back = await stepped(then.incident, plan, two, then.key);
    const undone = await stepped(back.incident, plan, one, did.key);
    const anew = await commit(undone.incident, { to: 'diagnosing', entries: entry('rollback.done') });
    const stronger = anAliasStep({ id: 'stronger', target: `lambda:${group}` });
    const next = aPlan({ digest: '2'.repeat(64), steps: [stronger], madeAt: instant(clock()) });
    const again = await commit(anew, { to: 'mitigating', entries: entry('plan.allowed'), plan: next });
    return (await stepped(again, next, stronger)).incident;
  };

  return { open, recovered, handedOver, underWay, secondTry };
};

/** The numbers, with one timeline in them as far as this entry. */
const countedUpTo = (whole: WholeIncident | undefined, seq: number): Pick<WholeRecord, 'tallies' | 'counted'> => {
  if (whole === undefined) throw new Error('the incident of this record is not there');
  const { counts } = countEntries(undefined, whole.timeline.slice(0, seq));
  return { tallies: counts, counted: [{ incidentId: whole.incident.id, seq }] };
};

const WITH_JIRA = IntegrationsSchema.parse({ jira: { baseUrl: 'https://jira.test', projectKey: 'SHOP' } });

/** A record in which everything is as it must be: one recovered, relapsed, one handed over, one under way. */
export const lawfulFacts = async (): Promise<Facts> => {
  const world = aWorld({ policy: aPolicy({ integrations: WITH_JIRA }) });
  const { memory, clock, digest, receipts } = world;
  const tell = makeTeller(world);
  const recovered = await tell.recovered('recovered');
  const handedOver = await tell.handedOver('handed-over');
  const relapsed = await tell.open('recovered', recovered.id);
  const underWay = await tell.underWay('under-way');
  const secondTry = await tell.secondTry('second-try');
  await receipts.issue(aReceipt({ state: 'opened', incidentId: recovered.id }));
  const [apart] = aQuarantined().receipts;
  if (apart) await receipts.settle(aReceipt({ id: apart, state: 'quarantined', quarantineId: aQuarantined().id }));
  clock.advance(200);
  return {
    record: {
      incidents: [...memory.incidents.values()],
      receipts: [...memory.receipts.values()],
      episodes: [...memory.episodes.values()].map(({ episode, incidentId }) => ({ ...episode, incidentId })),
      openPointers: [...memory.pointers].map(([key, incidentId]) => ({
        source: 'alertmanager',
        groupKey: key,
        incidentId,
      })),
      servicePointers: [...memory.services].map(([service, incidentId]) => ({ service, incidentId })),
      locks: [...memory.locks].map(([target, { incidentId }]) => ({ target, incidentId })),
      brakes: [...memory.brakes.values()],
      policy: memory.policy,
      grants: [],
      windows: [aWindow({ service: 'orders' })],
      held: [aHeldAlert({ alert: anAlert({ service: 'orders' }) })],
      // Counted up to its opening; the rest of it was not told to whoever counts.
      ...countedUpTo(memory.incidents.get(secondTry.id), 1),
      deliveries: [recovered, handedOver].flatMap(({ id, seq }, i) => {
        const arrived = { version: 9, deliveredSeq: seq, wantedSeq: seq };
        return [
          { ...noDelivery(id, 'anchors'), ...arrived, refs: { seq: String(seq) } },
          { ...noDelivery(id, 'jira'), ...arrived, refs: { key: `SHOP-${i + 1}` } },
        ];
      }),
      quarantined: [aQuarantined()],
      quarantinedBodies: [aQuarantined().id],
      unreadable: [],
    },
    executions: new Map([
      [relapsed.id, 'RUNNING'],
      [underWay.id, 'RUNNING'],
      [secondTry.id, 'RUNNING'],
    ]),
    now: instant(clock()),
    digest,
  };
};
