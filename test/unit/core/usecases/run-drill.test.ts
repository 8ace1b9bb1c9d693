import { describe, expect, it } from 'vitest';
import { plusSeconds } from '../../../../functions/core/domain/time.ts';
import type { DrillNote } from '../../../../functions/core/domain/watch-notes.ts';
import { makeRunDrill } from '../../../../functions/core/usecases/run-drill.ts';
import { aReceipt } from '../../../support/builders.ts';
import { recordingDrill } from '../../../support/fakes/drill.ts';
import { inMemoryNote } from '../../../support/fakes/note.ts';
import { aStage } from './stage.ts';

const NOON = '2026-03-02T10:00:00.000Z';

const drilling = () => {
  const stage = aStage();
  const drill = recordingDrill(stage.ids);
  const note = inMemoryNote<DrillNote>();
  const run = makeRunDrill({ ...stage, drill, note });
  const settle = (state: 'recorded' | 'dead_lettered', after: number) =>
    stage.receipts.settle(
      aReceipt({ id: drill.sent.at(-1)?.receiptId ?? 'RCP-', state, settledAt: plusSeconds(NOON, after) }),
    );
  return { ...stage, drill, note, run, settle };
};

describe('the drill', () => {
  it('is sent when its time has come, not at every round', async () => {
    const { run, clock, drill } = drilling();

    for (const after of [0, 30, 29, 1]) {
      clock.advance(after);
      await run();
    }

    expect(drill.sent.map(({ at }) => at)).toEqual([NOON, plusSeconds(NOON, 59)]);
  });

  it('measures from sending to the terminal receipt, once, whenever it looks', async () => {
    const { run, clock, settle, meter, note } = drilling();
    await run();
    await settle('recorded', 2.5);
    clock.advance(20);

    const runs = [await run(), await run()];

    expect(runs.map(({ latency }) => latency)).toEqual([2.5, undefined]);
    expect(meter.added).toEqual([{ name: 'drill_latency_seconds', value: 2.5 }]);
    expect(note.noted.value).toMatchObject({ followed: true, latency: 2.5 });
  });

  it('measures nothing while it is under way', async () => {
    const { run, receipts, drill, meter } = drilling();
    await run();
    await receipts.issue(aReceipt({ id: drill.sent[0]?.receiptId ?? 'RCP-' }));

    await run();

    expect(meter.added).toEqual([]);
  });

  it('fails when it ended otherwise than recorded, but goes on', async () => {
    const { run, clock, settle, drill, meter } = drilling();
    await run();
    await settle('dead_lettered', 2);
    clock.advance(60);

    await expect(run()).rejects.toThrow('ended as dead_lettered');
    expect(drill.sent).toHaveLength(2);
    expect(meter.added).toEqual([]);
  });

  it('fails when nobody takes it, and is sent again at the next round', async () => {
    const { run, drill } = drilling();
    drill.failing = new Error('no webhook');
    await expect(run()).rejects.toThrow('no webhook');
    drill.failing = undefined;

    expect((await run()).sent).toBeDefined();
  });
});
