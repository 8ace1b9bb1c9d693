import { expect, it } from 'vitest';
import type { PushConfig } from '../../functions/core/domain/push.ts';
import type { PushConfigs } from '../../functions/core/ports/push-configs.ts';

const ID = 'INC-01KJQ000000000000000000001';

const aConfig = (part: Partial<PushConfig> = {}): PushConfig => ({
  ...{ id: 'c-1', taskId: 't-1', incidentId: ID, url: 'https://peer.example/tasks', token: 'known', version: '1.0' },
  ...part,
});

/** What keeps the addresses of peers promises. */
export const pushConfigsContract = (make: () => Promise<PushConfigs>): void => {
  it('gives back what was kept about an incident, the newest of one id, and nothing that was removed', async () => {
    const configs = await make();
    await configs.keep(aConfig());
    await configs.keep(aConfig({ url: 'https://peer.example/other' }));
    await configs.keep(aConfig({ id: 'c-2', taskId: 't-2', version: '0.3' }));
    await configs.keep(aConfig({ incidentId: 'INC-01KJQ000000000000000000002' }));
    await configs.remove(ID, 't-2', 'c-2');
    await configs.remove(ID, 't-9', 'c-9');

    expect(await configs.of(ID)).toEqual([aConfig({ url: 'https://peer.example/other' })]);
  });
};
