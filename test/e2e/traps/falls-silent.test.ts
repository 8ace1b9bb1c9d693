import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiOf } from '../../support/api.ts';
import { endsWell } from '../../support/as-new.ts';
import { whileFrozen } from '../../support/hurts.ts';
import { ownStack } from '../../support/own-stack.ts';
import { calm, trigger, untilForgotten } from '../../support/scenario.ts';
import { until } from '../../support/until.ts';

const outputs = ownStack();

describe('a service that falls silent', () => {
  beforeEach(() => calm(outputs));
  afterEach(() => endsWell(outputs));

  it('after the action is not called recovered', async () => {
    const api = apiOf(outputs);
    const before = new Set((await api.incidents()).map(({ id }) => id));
    await trigger(outputs, 'database-timeout');
    const id = await until('an action is done', 120, async () => {
      const open = (await api.incidents()).find((one) => !before.has(one.id));
      const seen = open && (await api.incident(open.id));
      return seen?.actions.some(({ result }) => result === 'done') ? seen.id : undefined;
    });

    const incident = await whileFrozen(outputs, ['checkout-1', 'checkout-2'], () =>
      until('it is handed over', 150, async () => {
        const seen = await api.incident(id);
        return seen['toldAt'] === undefined ? undefined : seen;
      }),
    );

    expect(incident).toMatchObject({ status: 'escalated', endedFor: 'recovery_unmeasured' });
    expect(incident.timeline.map(({ kind }) => kind)).not.toContain('verification.verified');
    // Calls that hung while the shop was frozen fail afterwards, and would speak against the next story's cause.
    await calm(outputs);
    await untilForgotten(outputs);
  });
});
