import { describe, expect, it } from 'vitest';
import type { ActionRecord } from '../../../functions/core/domain/action.ts';
import type { Delivery } from '../../../functions/core/domain/delivery.ts';
import type { Weighed } from '../../../functions/core/domain/diagnosis.ts';
import type { ExaminationRecord } from '../../../functions/core/domain/examination.ts';
import type { WholeIncident } from '../../../functions/core/domain/incident.ts';
import type { Facts, WholeRecord } from '../../../functions/core/domain/laws/record.ts';
import { judgeRecord, LAWS } from '../../../functions/core/domain/laws.ts';
import type { Plan } from '../../../functions/core/domain/plan.ts';
import { hashOf, type TimelineEntry } from '../../../functions/core/domain/timeline.ts';
import type { Measurement, Verification } from '../../../functions/core/domain/verification.ts';
import {
  aBrake,
  aDiagnosis,
  aHeldAlert,
  aHypothesis,
  aQuarantined,
  aReceipt,
  aWindow,
} from '../../support/builders.ts';
import { lawfulFacts } from '../../support/lawful-facts.ts';

type Change = (facts: Facts) => Facts;
type Change1<T> = (one: T) => T;

const broken = (facts: Facts): readonly string[] =>
  judgeRecord(facts)
    .filter(({ breaches }) => breaches.length > 0)
    .map(({ law }) => law);

const inRecord =
  (change: (record: WholeRecord) => Partial<WholeRecord>): Change =>
  (facts) => ({ ...facts, record: { ...facts.record, ...change(facts.record) } });

const RECOVERED = 0;
const HANDED_OVER = 1;
const RELAPSED = 2;
const UNDER_WAY = 3;
const SECOND_TRY = 4;

const inIncident = (which: number, change: Change1<WholeIncident>): Change =>
  inRecord(({ incidents }) => ({ incidents: incidents.map((whole, i) => (i === which ? change(whole) : whole)) }));

const last = <T>(all: readonly T[], change: Change1<T>): T[] =>
  all.map((one, i) => (i === all.length - 1 ? change(one) : one));

const inAction = (which: number, change: Change1<ActionRecord>) =>
  inIncident(which, (whole) => ({ ...whole, actions: last(whole.actions, change) }));

const inPlan = (change: Change1<Plan>) =>
  inIncident(RECOVERED, (whole) => ({ ...whole, plans: last(whole.plans, change) }));

const inVerification = (change: Change1<Verification>) =>
  inIncident(RECOVERED, (whole) => ({ ...whole, verifications: last(whole.verifications, change) }));

const inMeasurement = (change: Change1<Measurement>) =>
  inVerification((one) => ({ ...one, measurements: one.measurements.map(change) }));

const inUndoings = (change: Change1<ActionRecord>) =>
  inIncident(SECOND_TRY, (whole) => ({
    ...whole,
    actions: whole.actions.map((one) => (one.undoes === undefined ? one : change(one))),
  }));

/** The two undoings change places. */
const undoneOldestFirst = inIncident(SECOND_TRY, (whole) => {
  const [one, two] = whole.actions.filter(({ undoes }) => undoes !== undefined);
  if (one === undefined || two === undefined) throw new Error('the lawful record has no two undoings');
  const at = ({ startedAt, endedAt }: ActionRecord) => ({ startedAt, endedAt });
  const swapped = new Map([
    [one.key, { ...one, ...at(two) }],
    [two.key, { ...two, ...at(one) }],
  ]);
  return { ...whole, actions: whole.actions.map((action) => swapped.get(action.key) ?? action) };
});

/** Changes the delivery of what was handed over. */
const inDelivery = (change: Change1<Delivery>) =>
  inRecord(({ deliveries }) => ({ deliveries: last(deliveries, change) }));

/** Rewrites a timeline and hashes it anew, as somebody would who wants to hide a change. */
const retold =
  (which: number, change: (timeline: readonly TimelineEntry[]) => readonly TimelineEntry[]): Change =>
  (facts) =>
    inIncident(which, (whole) => {
      let previous = whole.timeline[0]?.previous ?? '';
      const timeline = change(whole.timeline).map((entry) => {
        const hash = hashOf(whole.incident.id, { ...entry, previous }, facts.digest);
        const told = { ...entry, previous, hash };
        previous = hash;
        return told;
      });
      return { ...whole, timeline, incident: { ...whole.incident, head: previous } };
    })(facts);

const without = (kind: TimelineEntry['kind']) => (timeline: readonly TimelineEntry[]) =>
  timeline.map((entry) => (entry.kind === kind ? { ...entry, kind: 'alert.repeated' as const } : entry));

const unseen = (clue: Weighed): Weighed => ({ ...clue, evidence: { ...clue.evidence, value: undefined } });

const BASELESS: ExaminationRecord = {
  outcome: 'explained',
  says: 'payments is at fault',
  suspects: [{ service: 'payments', signal: 'errors_per_second', confidence: 0.9, facts: [] }],
  calls: [],
  from: 0,
  windowFrom: 60,
  to: 120,
  step: 1,
  looked: [],
};

const POISONS: readonly (readonly [law: string, how: string, change: Change])[] = [
  [
    'items-readable',
    'an item that does not parse',
    inRecord(() => ({ unreadable: [{ key: 'LOCK#x', why: 'no fencing' }] })),
  ],
  [
    'receipts-quarantined',
    'a quarantined receipt of which nothing is kept',
    inRecord(({ receipts }) => ({
      receipts: [...receipts, aReceipt({ state: 'quarantined', quarantineId: `datadog-${'0'.repeat(64)}` })],
    })),
  ],
  [
    'receipts-quarantined',
    'a quarantined receipt that names nothing',
    inRecord(({ receipts }) => ({ receipts: [...receipts, aReceipt({ state: 'quarantined' })] })),
  ],
  [
    'windows-end',
    'a window that never ends',
    inRecord(() => ({ windows: [aWindow({ service: 'orders', until: '9999-01-01T00:00:00.000Z' })] })),
  ],
  [
    'plans-outside-maintenance',
    'a plan that was allowed inside a window',
    inRecord(() => ({ windows: [aWindow({ from: '2026-03-02T09:00:00.000Z', askedAt: '2026-03-02T09:00:00.000Z' })] })),
  ],
  [
    'windows-end',
    'a window that ends before it begins',
    inRecord(() => ({ windows: [aWindow({ until: aWindow().from })] })),
  ],
  [
    'held-opened',
    'an alert that is held although its window is over',
    inRecord(() => ({ held: [aHeldAlert({ windowId: 'WIN-gone', heldAt: '2026-03-02T09:00:00.000Z' })] })),
  ],
  ['quarantine-complete', 'a quarantined body that is gone', inRecord(() => ({ quarantinedBodies: [] }))],
  [
    'quarantine-complete',
    'more receipts than were counted',
    inRecord(() => ({
      quarantined: [aQuarantined({ receipts: ['RCP-01KJQ000000000000000000008', 'RCP-01KJQ000000000000000000009'] })],
    })),
  ],
  [
    'receipts-settled',
    'a receipt queued for long',
    inRecord(({ receipts }) => ({ receipts: [...receipts, aReceipt({ receivedAt: '2026-03-02T09:00:00.000Z' })] })),
  ],
  [
    'receipts-lead-somewhere',
    'a receipt that joined nothing',
    inRecord(() => ({ receipts: [aReceipt({ state: 'joined' })] })),
  ],
  [
    'receipts-lead-somewhere',
    'a receipt of an incident that is not there',
    inRecord(() => ({ receipts: [aReceipt({ state: 'duplicate', incidentId: 'INC-01KJQ000000000000000009999' })] })),
  ],
  [
    'timeline-numbered',
    'a seq beyond the entries',
    inIncident(RELAPSED, (whole) => ({ ...whole, incident: { ...whole.incident, seq: 2 } })),
  ],
  [
    'timeline-numbered',
    'a number left out',
    retold(HANDED_OVER, (entries) => last(entries, (entry) => ({ ...entry, seq: 9 }))),
  ],
  [
    'chain-intact',
    'an entry that was changed',
    inIncident(RECOVERED, (whole) => ({
      ...whole,
      timeline: last(whole.timeline, (entry) => ({ ...entry, text: 'nothing happened' })),
    })),
  ],
  [
    'chain-intact',
    'another head',
    inIncident(RELAPSED, (whole) => ({ ...whole, incident: { ...whole.incident, head: 'f'.repeat(64) } })),
  ],
  [
    'moves-legal',
    'a move that the table forbids',
    retold(HANDED_OVER, (entries) =>
      entries.map((entry) => (entry.status === 'diagnosing' ? { ...entry, status: 'verifying' } : entry)),
    ),
  ],
  [
    'moves-legal',
    'a status that the last entry does not have',
    inIncident(UNDER_WAY, (whole) => ({ ...whole, incident: { ...whole.incident, status: 'verifying' } })),
  ],
  [
    'endings-explained',
    'an end without a reason',
    inIncident(HANDED_OVER, (whole) => ({ ...whole, incident: { ...whole.incident, endedFor: undefined } })),
  ],
  [
    'endings-explained',
    'a close without a time',
    inIncident(RECOVERED, (whole) => ({ ...whole, incident: { ...whole.incident, closedAt: undefined } })),
  ],
  [
    'claims-live',
    'a lock of an incident that is not there',
    inRecord(({ locks }) => ({ locks: [...locks, { target: 'x', incidentId: 'INC-01KJQ000000000000000009999' }] })),
  ],
  [
    'claims-live',
    'a pointer of a service to an incident that is not there',
    inRecord(({ servicePointers }) => ({
      servicePointers: [...servicePointers, { service: 'x', incidentId: 'INC-01KJQ000000000000000009999' }],
    })),
  ],
  ['open-incidents-listed', 'an open pointer that is gone', inRecord(() => ({ openPointers: [] }))],
  [
    'missed-found',
    'alerts that were all sent',
    inIncident(RELAPSED, (whole) => ({ ...whole, incident: { ...whole.incident, openedFor: 'missed_by_webhook' } })),
  ],
  [
    'absences-seen-twice',
    'an absence that one poll saw',
    retold(HANDED_OVER, (entries) =>
      entries.map((entry) =>
        entry.kind === 'diagnosis.started'
          ? { ...entry, kind: 'alert.resolved', reason: 'absent_at_source', data: { absentSince: entry.at } }
          : entry,
      ),
    ),
  ],
  ['open-incidents-worked-on', 'an execution that is gone', (facts) => ({ ...facts, executions: new Map() })],
  [
    'open-incidents-worked-on',
    'an execution that failed',
    (facts) => ({ ...facts, executions: new Map([...facts.executions].map(([id]) => [id, 'FAILED'])) }),
  ],
  ['hand-overs-told', 'a hand-over that nobody was told of', retold(HANDED_OVER, without('people.told'))],
  [
    'hand-overs-told',
    'a hand-over without a reason',
    retold(HANDED_OVER, (entries) => entries.map((entry) => ({ ...entry, reason: undefined }))),
  ],
  [
    'episodes-unshared',
    'a relapse without its link',
    inIncident(RELAPSED, (whole) => ({ ...whole, incident: { ...whole.incident, linkedTo: undefined } })),
  ],
  [
    'episodes-owned',
    'an episode of the older of two',
    inRecord(({ episodes, incidents }) => ({
      episodes: episodes.map((episode) =>
        episode.groupKey === 'recovered'
          ? { ...episode, incidentId: incidents[RECOVERED]?.incident.id ?? episode.incidentId }
          : episode,
      ),
    })),
  ],
  ['actions-planned', 'a plan that was not allowed', inPlan((plan) => ({ ...plan, decision: 'ask' }))],
  ['actions-planned', 'a step that is not in the plan', inPlan((plan) => ({ ...plan, steps: [] }))],
  [
    'actions-planned',
    'another target than planned',
    inAction(RECOVERED, (action) => ({ ...action, target: 'postgres:other' })),
  ],
  [
    'actions-in-time',
    'a start before the plan',
    inAction(RECOVERED, (action) => ({ ...action, startedAt: '2026-03-02T09:00:00.000Z' })),
  ],
  ['actions-in-time', 'a result without an end', inAction(UNDER_WAY, (action) => ({ ...action, result: 'done' }))],
  [
    'actions-once',
    'a second start',
    retold(RECOVERED, (entries) =>
      entries.map((entry) => ({
        ...entry,
        ...(entry.kind === 'action.done' && {
          kind: 'action.started' as const,
          data: entries.find(({ kind }) => kind === 'action.started')?.data ?? {},
        }),
      })),
    ),
  ],
  ['actions-once', 'a start that was never told', retold(RECOVERED, without('action.started'))],
  [
    'actions-unbraked',
    'a brake engaged before',
    inRecord(() => ({ brakes: [aBrake({ at: '2026-03-02T09:00:00.000Z' })] })),
  ],
  [
    'actions-unbraked',
    'the service’s own brake engaged before',
    inRecord(() => ({ brakes: [aBrake({ scope: 'checkout', at: '2026-03-02T09:00:00.000Z' })] })),
  ],
  ['rollbacks-belong', 'an undoing of what was never done', inUndoings((one) => ({ ...one, undoes: 'nothing' }))],
  ['rollbacks-belong', 'an undoing whose effect nobody read', inUndoings((one) => ({ ...one, restored: undefined }))],
  [
    'rollbacks-belong',
    'an undoing of what changed nothing',
    inIncident(SECOND_TRY, (whole) => ({
      ...whole,
      actions: whole.actions.map((one) => (one.step === 'two' && !one.undoes ? { ...one, result: 'skipped' } : one)),
    })),
  ],
  ['rollbacks-newest-first', 'an older action that is undone first', undoneOldestFirst],
  [
    'one-try-at-a-time',
    'a second try although the first was not taken back',
    retold(SECOND_TRY, (entries) =>
      entries.map((entry) => (entry.kind === 'rollback.done' ? { ...entry, kind: 'alert.repeated' } : entry)),
    ),
  ],
  [
    'tries-bounded',
    'more tries than the policy allows',
    inRecord(({ policy }) => ({ policy: policy && { ...policy, acting: { tries: 1 } } })),
  ],
  ['actions-locked', 'a lock that is gone', inRecord(() => ({ locks: [] }))],
  [
    'verified-measured',
    'a sample over the limit',
    inMeasurement((one) => ({ ...one, samples: one.samples.map(([at, value], i) => [at, i === 4 ? 1 : value]) })),
  ],
  [
    'diagnoses-founded',
    'a clue that speaks for it without a value',
    inIncident(RECOVERED, (whole) => ({
      ...whole,
      diagnoses: [aDiagnosis(aHypothesis({ weighed: aHypothesis().weighed.map(unseen) }))],
    })),
  ],
  [
    'diagnoses-founded',
    'more than certainty',
    inIncident(RECOVERED, (whole) => ({ ...whole, diagnoses: [aDiagnosis(aHypothesis({ confidence: 1.2 }))] })),
  ],
  [
    'diagnoses-founded',
    'a service that is named without a series',
    inIncident(RECOVERED, (whole) => ({ ...whole, diagnoses: [{ ...aDiagnosis(), examination: BASELESS }] })),
  ],
  ['verified-measured', 'too short a run', inMeasurement((one) => ({ ...one, samples: one.samples.slice(-5) }))],
  [
    'verified-measured',
    'a hole in the run',
    inMeasurement((one) => ({ ...one, samples: one.samples.filter((_, i) => i < 2 || i > 5) })),
  ],
  [
    'verified-measured',
    'samples from before the action’s end',
    inMeasurement((one) => ({ ...one, samples: [[(one.samples[0]?.[0] ?? 0) - 1, 0], ...one.samples] })),
  ],
  ['verified-measured', 'no samples', inMeasurement((one) => ({ ...one, samples: [] }))],
  ['verified-measured', 'old samples', inVerification((one) => ({ ...one, at: '2026-03-02T10:01:00.000Z' }))],
  ['verified-measured', 'a condition that was not measured', inVerification((one) => ({ ...one, measurements: [] }))],
  ['verified-measured', 'a service that was not asked', inVerification(({ probe, ...one }) => one)],
  [
    'verified-measured',
    'a service that did not answer',
    inVerification((one) => ({ ...one, probe: { url: one.probe?.url ?? '', at: one.at, ok: false } })),
  ],
  ['verified-measured', 'a plan without conditions', inPlan((plan) => ({ ...plan, recoveredWhen: [] }))],
  [
    'recovered-verified',
    'a close as recovered without a verification',
    inIncident(RECOVERED, (whole) => ({ ...whole, verifications: [] })),
  ],
  [
    'endings-delivered',
    'an ending that Jira never heard of, and nothing says why',
    inDelivery((one) => ({ ...one, deliveredSeq: one.deliveredSeq - 1 })),
  ],
  ['deliveries-within', 'more than there is', inDelivery((one) => ({ ...one, deliveredSeq: one.deliveredSeq + 1 }))],
  [
    'deliveries-within',
    'a refusal without a reason',
    inDelivery((one) => ({ ...one, refused: [{ seq: 2, why: '' }] })),
  ],
  ['tickets-apart', 'one ticket for two incidents', inDelivery((one) => ({ ...one, refs: { key: 'SHOP-1' } }))],
];

describe('the laws', () => {
  it('find nothing in a lawful record, and look at something for each law', async () => {
    const facts = await lawfulFacts();

    const judged = judgeRecord(facts);

    expect(judged.flatMap(({ breaches }) => breaches)).toEqual([]);
    expect(judged.filter(({ checked }) => checked === 0)).toEqual([]);
  });

  it('find nothing in a record that is empty', async () => {
    const facts = await lawfulFacts();
    const nothing = {
      incidents: [],
      receipts: [],
      episodes: [],
      openPointers: [],
      servicePointers: [],
      locks: [],
      brakes: [],
      deliveries: [],
    };

    const judged = judgeRecord({ ...facts, record: { ...facts.record, ...nothing } });

    expect(judged.flatMap(({ breaches }) => breaches)).toEqual([]);
  });

  it.each(POISONS)('%s is broken by %s, and nothing else is', async (law, _, change) => {
    const facts = await lawfulFacts();

    const found = broken(change(facts));

    expect(found).toEqual([law]);
  });

  it('name the record that breaks them', async () => {
    const facts = await lawfulFacts();

    const others = facts.record.locks.filter(({ target }) => target !== 'postgres:database/under-way');
    const judged = judgeRecord(inRecord(() => ({ locks: others }))(facts));

    const breaches = judged.flatMap((one) => one.breaches);
    expect(breaches).toEqual([
      {
        record: `${facts.record.incidents[UNDER_WAY]?.incident.id}/1/terminate-idle-sessions`,
        what: 'the lock of postgres:database/under-way belongs to nobody',
      },
    ]);
  });

  it('find a lock that its incident left behind', async () => {
    const facts = await lawfulFacts();
    const target = 'postgres:database/recovered';

    const found = broken(
      inRecord(({ locks, incidents }) => ({
        locks: [...locks, { target, incidentId: incidents[RECOVERED]?.incident.id }],
      }))(facts),
    );

    expect(found).toEqual(['endings-free', 'claims-live']);
  });

  it('find two incidents that acted on one target at the same time', async () => {
    const facts = await lawfulFacts();
    const rival = facts.record.incidents[RECOVERED]?.actions[0];

    const found = judgeRecord(
      inAction(UNDER_WAY, (action) => ({ ...action, target: rival?.target ?? '', startedAt: rival?.startedAt ?? '' }))(
        facts,
      ),
    ).flatMap(({ breaches }) => breaches.map(({ what }) => what));

    expect(found).toContain(`${rival?.target} was still held for ${rival?.key}`);
  });

  it('let a brake be that was engaged after the action', async () => {
    const facts = await lawfulFacts();

    const found = broken(inRecord(() => ({ brakes: [aBrake({ at: '2026-03-02T11:00:00.000Z' })] }))(facts));

    expect(found).toEqual([]);
  });

  it('have a poison each', () => {
    const named = new Set([...POISONS.map(([law]) => law), 'endings-free']);

    expect(new Set(LAWS.map(({ name }) => name))).toEqual(named);
  });
});
