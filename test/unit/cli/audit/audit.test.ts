import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anchorHeads, auditLines, auditRecord } from '../../../../cli/audit.ts';
import { noPaint } from '../../../../cli/text.ts';
import { sha256 } from '../../../../functions/adapters/crypto/digest.ts';
import { audit } from '../../../../functions/core/domain/audit.ts';
import type { WholeIncident } from '../../../../functions/core/domain/incident.ts';
import { CHAIN_START, hashOf, type TimelineEntry } from '../../../../functions/core/domain/timeline.ts';
import { inMemoryAnchors } from '../../../support/fakes/anchors.ts';
import { lawfulFacts } from '../../../support/lawful-facts.ts';

type Timeline = readonly TimelineEntry[];

/** Chains a timeline anew, as somebody would who can write the whole record. */
const rechained = ({ incident }: WholeIncident, timeline: Timeline): Timeline => {
  let previous = CHAIN_START;
  return timeline.map((entry, i) => {
    const told = { ...entry, seq: i + 1, previous };
    previous = hashOf(incident.id, told, sha256);
    return { ...told, hash: previous };
  });
};

const { record, digest } = await lawfulFacts();

/** An incident whose chain is made with the real digest. */
const anIncident = (): WholeIncident => {
  const [whole] = record.incidents;
  if (whole === undefined || digest === undefined) throw new Error('there is no incident');
  const timeline = rechained(whole, whole.timeline);
  return {
    ...whole,
    timeline,
    incident: { ...whole.incident, seq: timeline.length, head: timeline.at(-1)?.hash ?? '' },
  };
};

const anchorOf = ({ incident, timeline }: WholeIncident, seq: number) => ({
  incidentId: incident.id,
  seq,
  head: timeline[seq - 1]?.hash ?? '',
  at: '2026-05-04T08:00:00.000Z',
});

const whole = anIncident();
const length = whole.timeline.length;

const auditOf = (timeline: Timeline, anchors: ReturnType<typeof anchorOf>[] = []) =>
  audit({ ...whole, timeline }, anchors, sha256);

describe('an audit', () => {
  it('finds nothing wrong with what is as it was written, and says what is not anchored', () => {
    const anchor = anchorOf(whole, 2);

    expect(auditOf(whole.timeline, [anchor])).toEqual({
      incidentId: whole.incident.id,
      entries: length,
      breach: undefined,
      anchor,
      unanchored: { from: 3, to: length, since: whole.timeline[2]?.at },
    });
  });

  it('says that nothing is left to anchor when the head is', () => {
    expect(auditOf(whole.timeline, [anchorOf(whole, length)]).unanchored).toBeUndefined();
  });

  it('names the first entry that was edited, whatever was edited in it', () => {
    const change = fc.constantFrom<Partial<TimelineEntry>>(
      { text: 'nothing happened' },
      { actor: 'person:nobody' },
      { at: '2020-01-01T00:00:00.000Z' },
      { status: 'closed' },
      { data: { changed: true } },
      { hash: 'f'.repeat(64) },
      { previous: 'f'.repeat(64) },
    );
    fc.assert(
      fc.property(fc.nat(length - 1), change, (at, part) => {
        const edited = whole.timeline.map((entry, i) => (i === at ? { ...entry, ...part } : entry));
        const same = JSON.stringify(edited) === JSON.stringify(whole.timeline);

        expect(auditOf(edited).breach?.seq).toBe(same ? undefined : at + 1);
      }),
    );
  });

  it('names the first entry that is missing, the last ones included', () => {
    for (let at = 0; at < length; at += 1) {
      expect(auditOf(whole.timeline.toSpliced(at, 1)).breach?.seq).toBe(at + 1);
      expect(auditOf(whole.timeline.slice(0, at)).breach?.seq).toBe(at + 1);
    }
  });

  it('names the first of two entries that changed places, also when they took their numbers along', () => {
    for (let at = 0; at + 1 < length; at += 1) {
      const one = whole.timeline[at];
      const next = whole.timeline[at + 1];
      if (one === undefined || next === undefined) continue;
      const swapped = whole.timeline.toSpliced(at, 2, next, one);
      const renumbered = whole.timeline.toSpliced(at, 2, { ...next, seq: at + 1 }, { ...one, seq: at + 2 });

      expect([auditOf(swapped).breach?.seq, auditOf(renumbered).breach?.seq]).toEqual([at + 1, at + 1]);
    }
  });

  it.each([
    ['rewritten', (timeline: Timeline) => timeline.map((entry) => ({ ...entry, text: 'nothing happened' }))],
    ['cut off', (timeline: Timeline) => timeline.slice(0, 1)],
  ])('finds by an anchor what was %s together with its chain and its head', (_, change) => {
    const timeline = rechained(whole, change(whole.timeline));
    const incident = { ...whole.incident, seq: timeline.length, head: timeline.at(-1)?.hash ?? '' };
    const forged = { ...whole, timeline, incident };

    expect(audit(forged, [], sha256).breach).toBeUndefined();
    expect(audit(forged, [anchorOf(whole, 2)], sha256).breach?.seq).toBe(2);
  });

  it('is not calmed by a later anchor of what was rewritten', () => {
    const timeline = rechained(
      whole,
      whole.timeline.map((entry) => ({ ...entry, text: 'nothing' })),
    );
    const incident = { ...whole.incident, head: timeline.at(-1)?.hash ?? '' };
    const forged = { ...whole, timeline, incident };

    expect(audit(forged, [anchorOf(whole, 2), anchorOf(forged, length)], sha256).breach?.seq).toBe(2);
  });
});

describe('the audit of a record', () => {
  const intact = { incidents: [whole], unreadable: [] };

  it('is well when every incident is', async () => {
    const anchors = inMemoryAnchors();
    await anchors.keep(anchorOf(whole, length));

    const report = await auditRecord(intact, undefined, anchors);

    expect(report.ok).toBe(true);
    expect(auditLines(report, noPaint)).toEqual([expect.stringMatching(/^intact {2}INC-.* anchored up to entry/)]);
  });

  it('names the entry that was tampered with', async () => {
    const timeline = whole.timeline.with(1, { ...whole.timeline[1], text: 'forged' } as TimelineEntry);

    const report = await auditRecord(
      { incidents: [{ ...whole, timeline }], unreadable: [] },
      whole.incident.id,
      undefined,
    );

    expect(report.ok).toBe(false);
    expect(auditLines(report, noPaint)).toContain('  entry 2: it does not hash to what it says');
  });

  it('is a breach when an item of an incident cannot be read', async () => {
    const unreadable = [{ key: `INCIDENT#${whole.incident.id} TIMELINE#00000001`, why: 'no text' }];

    expect((await auditRecord({ incidents: [], unreadable }, whole.incident.id, undefined)).ok).toBe(false);
  });

  it('anchors the head of what is intact once, and nothing of what is breached', async () => {
    const anchors = inMemoryAnchors();
    const at = '2026-05-04T09:00:00.000Z';
    const forged = { ...whole, timeline: whole.timeline.slice(1) };
    const anchorsOf = async (record: { incidents: WholeIncident[]; unreadable: [] }) =>
      anchorHeads(record, await auditRecord(record, undefined, anchors), anchors, at);

    const breached = await anchorsOf({ incidents: [forged], unreadable: [] });
    const first = await anchorsOf({ incidents: [whole], unreadable: [] });
    const again = await anchorsOf({ incidents: [whole], unreadable: [] });

    expect([breached, again]).toEqual([[], []]);
    expect(first).toEqual([{ ...anchorOf(whole, length), at }]);
  });

  it('fails for an incident that is not there', async () => {
    await expect(auditRecord(intact, 'INC-none', undefined)).rejects.toMatchObject({ exit: 1 });
  });
});
