import { describe, expect, it } from 'vitest';
import type { QuarantineId } from '../../../../functions/core/domain/quarantine-id.ts';
import { bytes, payload } from '../../../support/payloads.ts';
import { quarantining } from '../../../support/quarantining.ts';
import { aCloudEvent } from '../../../support/source-bodies/generic.ts';
import { aStage } from './stage.ts';

const ready = () => {
  const stage = aStage();
  const { quarantine: setApart, replay } = quarantining(stage);
  const kept = async (source: string, body: Uint8Array, headers: Readonly<Record<string, string>> = {}) => {
    await setApart({ source, body, headers, reason: 'content_type_refused', why: 'text/plain' });
    const [newest] = await stage.quarantine.list({ source, limit: 1 });
    if (newest === undefined) throw new Error('nothing was kept');
    return newest.id;
  };
  return { ...stage, kept, replay };
};

describe('replaying what was quarantined', () => {
  it('sends it to the intake under a new receipt, and notes who did', async () => {
    const { kept, replay, queue, quarantine } = ready();
    const id = await kept('alertmanager', payload('alertmanager/single-firing'));

    const replayed = await replay(id, 'rob');

    const [waiting] = queue.waiting;
    expect(replayed).toEqual({ outcome: 'replayed', receiptId: waiting?.receiptId });
    expect(waiting?.body).toBe(new TextDecoder().decode(payload('alertmanager/single-firing')));
    expect((await quarantine.read(id))?.quarantined.replayed).toMatchObject({
      by: 'rob',
      receiptId: waiting?.receiptId,
    });
  });

  it('reads it with the headers that it came with', async () => {
    const { kept, replay, queue } = ready();
    const { specversion, id, source, type } = aCloudEvent({});
    const attributes = { 'ce-specversion': `${specversion}`, 'ce-id': `${id}`, 'ce-source': `${source}` };
    const body = bytes({ alertname: 'OrdersStuck', status: 'firing' });

    await replay(await kept('generic', body, { ...attributes, 'ce-type': `${type}` }), 'rob');

    expect(JSON.parse(queue.waiting[0]?.body ?? '')).toMatchObject({ specversion: '1.0', source });
  });

  it('settles a test message as such', async () => {
    const { kept, replay, memory, queue } = ready();

    const replayed = await replay(await kept('generic', bytes({ test: true })), 'rob');

    expect(replayed.outcome === 'replayed' && memory.receipts.get(replayed.receiptId)?.state).toBe('test');
    expect(queue.waiting).toEqual([]);
  });

  it('leaves what is still not understood where it is', async () => {
    const { kept, replay, quarantine, memory } = ready();
    const id = await kept('grafana', bytes({ text: 'mine' }));

    const replayed = await replay(id, 'rob');

    expect(replayed).toMatchObject({ outcome: 'not_understood', why: expect.any(String) });
    expect((await quarantine.read(id))?.quarantined.replayed).toBeUndefined();
    expect(memory.receipts.size).toBe(1);
  });

  it('fails as unavailable when the queue does not take it, and notes nothing', async () => {
    const { kept, replay, queue, quarantine } = ready();
    const id = await kept('alertmanager', payload('alertmanager/single-firing'));
    queue.failing = new Error('queue down');

    await expect(replay(id, 'rob')).rejects.toMatchObject({ name: 'DependencyUnavailable' });

    expect((await quarantine.read(id))?.quarantined.replayed).toBeUndefined();
  });

  it('knows nothing of what is not there', async () => {
    const { replay } = ready();
    const id: QuarantineId = `grafana-${'0'.repeat(64)}`;

    expect(await replay(id, 'rob')).toEqual({ outcome: 'unknown' });
  });
});
