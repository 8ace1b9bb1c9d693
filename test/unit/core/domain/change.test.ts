import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChange } from '../../../../functions/core/domain/change.ts';
import type { Incident } from '../../../../functions/core/domain/incident.ts';
import { TIMELINE_LAWS } from '../../../../functions/core/domain/laws/timeline.ts';
import { plusSeconds } from '../../../../functions/core/domain/time.ts';
import {
  CHAIN_START,
  hashOf,
  TIMELINE_KINDS,
  type TimelineDraft,
  type TimelineEntry,
} from '../../../../functions/core/domain/timeline.ts';
import { INCIDENT_STATUSES, mayMove } from '../../../../functions/core/domain/transitions.ts';
import { aDraft, anIncident } from '../../../support/builders.ts';
import { testDigest } from '../../../support/fakes/digest.ts';

const NOON = '2026-03-02T12:00:00.000Z';

const unopened = (): Incident => anIncident({ seq: 0, head: CHAIN_START });

const anyDraft: fc.Arbitrary<TimelineDraft> = fc.record({
  kind: fc.constantFrom(...TIMELINE_KINDS),
  actor: fc.constantFrom('intake', 'act', 'person:robin'),
  text: fc.string({ unit: fc.constantFrom('"', '\\', '\n', 'a', 'é', '💥', '\ud83d', '\0') }),
  data: fc.dictionary(fc.string({ maxLength: 3 }), fc.integer(), { noNullPrototype: true, maxKeys: 3 }),
});

const chained = (drafts: readonly TimelineDraft[]): { incident: Incident; timeline: readonly TimelineEntry[] } => {
  let incident = unopened();
  const timeline = drafts.flatMap((draft, i) => {
    const applied = applyChange(incident, { entries: [draft] }, plusSeconds(NOON, i), testDigest);
    incident = applied.incident;
    return applied.entries;
  });
  return { incident, timeline };
};

/** What the laws say about a timeline: nothing, if it is whole. */
const breaches = ({ incident, timeline }: { incident: Incident; timeline: readonly TimelineEntry[] }) => {
  const whole = {
    incident,
    timeline,
    alerts: [],
    diagnoses: [],
    plans: [],
    approvals: [],
    actions: [],
    verifications: [],
  };
  const record = {
    incidents: [whole],
    receipts: [],
    windows: [],
    held: [],
    episodes: [],
    openPointers: [],
    servicePointers: [],
    locks: [],
    grants: [],
    brakes: [],
    policy: undefined,
    quarantined: [],
    quarantinedBodies: [],
    deliveries: [],
    tallies: [],
    counted: [],
    unreadable: [],
  };
  const facts = { record, executions: new Map(), now: NOON, digest: testDigest };
  return TIMELINE_LAWS.filter(({ name }) => name !== 'moves-legal').flatMap((law) => law.check(facts).breaches);
};

const someDrafts = fc.array(anyDraft, { minLength: 2, maxLength: 6 });

describe('a change to an incident', () => {
  it('numbers and chains its entries from what came before', () => {
    const { incident, entries } = applyChange(
      unopened(),
      { entries: [aDraft(), aDraft({ kind: 'alert.joined' })] },
      NOON,
      testDigest,
    );

    expect(entries.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(entries[0]?.previous).toBe(CHAIN_START);
    expect(entries[1]?.previous).toBe(entries[0]?.hash);
    expect(incident).toMatchObject({ seq: 2, head: entries[1]?.hash, updatedAt: NOON });
  });

  it('writes the status after the change on each of its entries', () => {
    const { incident, entries } = applyChange(unopened(), { to: 'diagnosing', entries: [aDraft()] }, NOON, testDigest);

    expect(incident.status).toBe('diagnosing');
    expect(entries.map(({ status }) => status)).toEqual(['diagnosing']);
  });

  it('changes the facts that it names and no other', () => {
    const before = anIncident({ locks: ['lambda:payments:live'] });

    const { incident } = applyChange(before, { entries: [aDraft()], facts: { toldAt: NOON } }, NOON, testDigest);

    expect(incident).toMatchObject({ toldAt: NOON, locks: before.locks, title: before.title });
  });

  it('refuses every move that is not in the table, and makes every other', () => {
    const anyStatus = fc.constantFrom(...INCIDENT_STATUSES);
    fc.assert(
      fc.property(anyStatus, anyStatus, (from, to) => {
        const move = () => applyChange(anIncident({ status: from }), { to, entries: [aDraft()] }, NOON, testDigest);
        if (from === to || mayMove(from, to)) expect(move().incident.status).toBe(to);
        else expect(move).toThrow(`illegal move: ${from} to ${to}`);
      }),
    );
  });

  it('does not touch the incident that it was given', () => {
    const before = Object.freeze(anIncident());

    applyChange(before, { to: 'diagnosing', entries: [aDraft()] }, NOON, testDigest);

    expect(before).toEqual(anIncident());
  });

  it('hashes a text as a store can give it back', () => {
    const { entries } = applyChange(unopened(), { entries: [aDraft({ text: 'cut \ud83d' })] }, NOON, testDigest);

    expect(entries[0]?.text).toBe('cut \ufffd');
    expect(entries[0]?.hash).toBe(entries[0] && hashOf(unopened().id, entries[0], testDigest));
  });
});

describe('the chain over a timeline', () => {
  it('is whole as it was written, and after being stored as text', () => {
    fc.assert(
      fc.property(someDrafts, (drafts) => {
        const { incident, timeline } = chained(drafts);
        expect(breaches({ incident, timeline })).toEqual([]);
        expect(breaches({ incident, timeline: JSON.parse(JSON.stringify(timeline)) })).toEqual([]);
      }),
    );
  });

  it('breaks when any member of any entry is edited', () => {
    const edits: readonly ((entry: TimelineEntry) => TimelineEntry)[] = [
      (entry) => ({ ...entry, text: `${entry.text}.` }),
      (entry) => ({ ...entry, actor: 'person:mallory' }),
      (entry) => ({ ...entry, at: plusSeconds(entry.at, 1) }),
      (entry) => ({ ...entry, kind: entry.kind === 'action.done' ? 'action.failed' : 'action.done' }),
      (entry) => ({ ...entry, reason: entry.reason === 'relapsed' ? 'heartbeat' : 'relapsed' }),
      (entry) => ({ ...entry, status: entry.status === 'closed' ? 'open' : 'closed' }),
      (entry) => ({ ...entry, data: { ...entry.data, more: 1 } }),
      (entry) => ({ ...entry, seq: entry.seq + 1 }),
      (entry) => ({ ...entry, previous: testDigest('another') }),
      (entry) => ({ ...entry, hash: testDigest('another') }),
    ];
    fc.assert(
      fc.property(someDrafts, fc.nat(), fc.constantFrom(...edits), (drafts, at, edit) => {
        const { incident, timeline } = chained(drafts);
        const edited = timeline.map((entry, i) => (i === at % timeline.length ? edit(entry) : entry));
        expect(breaches({ incident, timeline: edited })).not.toEqual([]);
      }),
    );
  });

  it('breaks when any entry is removed, the newest too', () => {
    fc.assert(
      fc.property(someDrafts, fc.nat(), (drafts, at) => {
        const { incident, timeline } = chained(drafts);
        const cut = timeline.toSpliced(at % timeline.length, 1);
        expect(breaches({ incident, timeline: cut })).not.toEqual([]);
      }),
    );
  });

  it('breaks when two entries change places', () => {
    fc.assert(
      fc.property(someDrafts, fc.nat(), (drafts, at) => {
        const { incident, timeline } = chained(drafts);
        const i = at % (timeline.length - 1);
        const [a, b] = [timeline[i], timeline[i + 1]];
        const swapped = a && b ? timeline.toSpliced(i, 2, b, a) : timeline;
        expect(breaches({ incident, timeline: swapped })).not.toEqual([]);
      }),
    );
  });

  it('belongs to one incident: the same entries do not fit another', () => {
    const { incident, timeline } = chained([aDraft(), aDraft()]);

    expect(breaches({ incident: { ...incident, id: 'INC-01KJQ000000000000000000002' }, timeline })).not.toEqual([]);
  });
});
