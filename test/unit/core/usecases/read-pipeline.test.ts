import { describe, expect, it } from 'vitest';
import { RoundStateOfNote } from '../../../../functions/core/contracts/pipeline.ts';
import { makeReadPipeline } from '../../../../functions/core/usecases/read-pipeline.ts';
import { aPolicy } from '../../../support/builders.ts';
import { aWorld } from '../../../support/fakes/world.ts';

const reading = () => {
  const world = aWorld({ policy: aPolicy() });
  return { ...world, read: makeReadPipeline({ ...world, ...world.pipelineNotes, policies: world.policy }) };
};

const ENDED = { startedAt: '2026-03-02T10:00:00.000Z', leaseUntil: '2026-03-02T10:00:02.000Z' };

describe('the health of the pipeline', () => {
  it('claims nothing about what never ran', async () => {
    const { read } = reading();

    const health = await read();

    expect(health.round).toBeUndefined();
    expect(health.drill).toBeUndefined();
    expect(health.heartbeats).toMatchObject([{ name: 'selfright-drill', silent: false }]);
  });

  it('calls a heartbeat silent that has not been heard for too long', async () => {
    const { read, heartbeats, clock } = reading();
    await heartbeats.beat({ source: 'alertmanager', name: 'true', at: '2026-03-02T10:00:00.000Z' });

    clock.advance(3_600);
    const health = await read();

    expect(health.heartbeats).toContainEqual(
      expect.objectContaining({ source: 'alertmanager', silent: true, at: '2026-03-02T10:00:00.000Z' }),
    );
  });
});

describe('what a round noted', () => {
  it('is told part by part', () => {
    const parts = {
      reconcile: { outcome: 'compared', listed: 3, missed: 1, gone: 0, unanswered: [] },
      deadLetters: { counts: { notifications: 2 }, stuck: 1 },
      outbox: { behind: 4, woken: 0 },
    };

    const state = RoundStateOfNote.parse({ ...ENDED, failed: [], found: { at: '2026-03-02T10:00:01.000Z', parts } });

    expect(state).toEqual({
      startedAt: ENDED.startedAt,
      endedAt: '2026-03-02T10:00:01.000Z',
      failed: [],
      reconciled: { listed: 3, missed: 1, gone: 0, unanswered: [] },
      deadLetters: { notifications: 2 },
      stuck: 1,
      behind: 4,
    });
  });

  it('is absent, and not nothing, where a part failed or was not configured', () => {
    const found = { at: '2026-03-02T10:00:01.000Z', parts: { reconcile: { outcome: 'not_configured' } } };

    const state = RoundStateOfNote.parse({ ...ENDED, failed: ['deadLetters'], found });

    expect(state).toMatchObject({ failed: ['deadLetters'], reconciled: undefined, deadLetters: undefined });
  });
});
