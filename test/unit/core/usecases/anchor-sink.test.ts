import { describe, expect, it } from 'vitest';
import type { WholeIncident } from '../../../../functions/core/domain/incident.ts';
import { makeAnchorSink } from '../../../../functions/core/usecases/anchor-sink.ts';
import { inMemoryAnchors } from '../../../support/fakes/anchors.ts';
import { aStage, explained, wholeOf } from './stage.ts';

const ready = async () => {
  const stage = aStage();
  const whole = await wholeOf(stage, await explained(stage));
  const anchors = inMemoryAnchors();
  const sink = makeAnchorSink({ anchors, clock: stage.clock, digest: stage.digest });
  const tell = (of: WholeIncident, seq: number) => {
    const entry = of.timeline[seq - 1];
    if (entry === undefined) throw new Error(`there is no entry ${seq}`);
    return sink.tell({ whole: of, entry, refs: {}, uncertain: false, newest: seq === of.timeline.length });
  };
  return { whole, anchors, sink, tell };
};

describe('anchoring', () => {
  it('keeps the head that each entry made', async () => {
    const { whole, anchors, tell } = await ready();

    await tell(whole, 1);
    await tell(whole, 2);

    const kept = await anchors.of(whole.incident.id);
    expect(kept.map(({ seq, head }) => [seq, head])).toEqual(
      whole.timeline.slice(0, 2).map(({ seq, hash }) => [seq, hash]),
    );
  });

  it('may be repeated: the same anchor again changes nothing that is known', async () => {
    const { whole, anchors, tell } = await ready();

    await tell(whole, 1);
    await tell(whole, 1);

    expect(new Set((await anchors.of(whole.incident.id)).map(({ head }) => head)).size).toBe(1);
  });

  it('does not vouch for a timeline that was changed already, and says where', async () => {
    const { whole, anchors, tell } = await ready();
    const timeline = whole.timeline.map((entry) => (entry.seq === 2 ? { ...entry, text: 'nothing happened' } : entry));

    const told = await tell({ ...whole, timeline }, 2);

    expect(told).toEqual({
      outcome: 'refused',
      why: 'the timeline is breached at entry 2: it does not hash to what it says',
    });
    expect(await anchors.of(whole.incident.id)).toEqual([]);
  });

  it('goes on vouching for what lies before the breach', async () => {
    const { whole, tell } = await ready();
    const timeline = whole.timeline.map((entry) => (entry.seq === 2 ? { ...entry, text: 'nothing happened' } : entry));

    expect(await tell({ ...whole, timeline }, 1)).toMatchObject({ outcome: 'told' });
  });
});
