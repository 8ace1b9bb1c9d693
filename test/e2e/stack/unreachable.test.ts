import { setTimeout as rest } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiOf } from '../../support/api.ts';
import { endsWell } from '../../support/as-new.ts';
import { ownStack } from '../../support/own-stack.ts';
import { calm, trigger } from '../../support/scenario.ts';
import { whileUnreachable } from '../../support/unreachable.ts';
import { until } from '../../support/until.ts';

const outputs = ownStack();

/** For how long the webhook stays out of reach at the least; longer outages are told with SELFRIGHT_OUTAGE_SECONDS. */
const OUTAGE_SECONDS = Number(process.env['SELFRIGHT_OUTAGE_SECONDS'] ?? 0);

describe('a real fault while the webhook cannot be reached', () => {
  beforeEach(() => calm(outputs));
  afterEach(() => endsWell(outputs));

  it('opens one incident all the same, by looking, and is righted, measured and closed', async () => {
    const api = apiOf(outputs);
    const before = new Set((await api.incidents()).map(({ id }) => id));
    const fresh = async () =>
      (await api.incidents()).filter(
        ({ id, service }) => !before.has(id) && service?.startsWith('selfright-') !== true,
      );

    const opened = await whileUnreachable(outputs, async () => {
      const cutAt = Date.now();
      await trigger(outputs, 'database-timeout');
      const [found] = await until('an incident opens', 90, async () => {
        const all = await fresh();
        return all.length > 0 ? all : undefined;
      });
      await rest(Math.max(0, OUTAGE_SECONDS * 1000 - (Date.now() - cutAt)));
      return found;
    });
    const incident = await until('it ends', 120, async () => {
      const seen = await api.incident(opened?.id ?? '');
      return seen.status === 'closed' && seen.alerts.every(({ status }) => status === 'resolved') ? seen : undefined;
    });

    expect(incident).toMatchObject({
      openedFor: 'missed_by_webhook',
      endedFor: 'recovery_measured',
      service: 'checkout',
    });
    expect(incident.actions).toMatchObject([{ step: 'terminate-idle-sessions', result: 'done' }]);
    expect((await fresh()).map(({ id }) => id)).toEqual([incident.id]);
  });
});
