import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plusSeconds } from '../../../../functions/core/domain/time.ts';
import { makeAskForWindow, makeEndWindow } from '../../../../functions/core/usecases/ask-for-window.ts';
import { makeOpenAfterMaintenance } from '../../../../functions/core/usecases/open-after-maintenance.ts';
import { anAlert, aPolicy, aWindow } from '../../../support/builders.ts';
import { ended, incidents, NOON, only, other, ready } from './accepting.ts';

const HOUR = 3600;
const inMaintenance = async (part: Parameters<typeof aWindow>[0] = {}) => {
  const made = ready();
  await made.stage.windows.put(aWindow({ from: NOON, until: plusSeconds(NOON, HOUR), ...part }));
  const check = makeOpenAfterMaintenance({ ...made.stage, accept: made.accept });
  return { ...made, check };
};

describe('an alert inside a maintenance window', () => {
  it('is recorded, and opens nothing', async () => {
    const { stage, notify, check } = await inMaintenance();

    const accepted = await notify();

    expect(accepted).toEqual({ state: 'recorded', reason: 'maintenance' });
    expect(await check()).toEqual({ opened: 0, waiting: 1 });
    expect(incidents(stage)).toEqual([]);
    expect(stage.workflow.started).toEqual([]);
  });

  it('opens when the window is over and it still fires, once, however often that is looked at', async () => {
    const { stage, notify, check } = await inMaintenance();
    await notify();
    stage.clock.advance(HOUR);

    const looked = [await check(), await check()];

    expect(looked).toEqual([
      { opened: 1, waiting: 0 },
      { opened: 0, waiting: 0 },
    ]);
    expect(only(stage)).toMatchObject({ openedFor: 'after_maintenance', service: 'checkout' });
    expect(stage.workflow.started).toHaveLength(1);
  });

  it('opens nothing after the window when it resolved inside it', async () => {
    const { stage, notify, check } = await inMaintenance();
    await notify();
    await notify([ended(anAlert())]);
    stage.clock.advance(HOUR);

    await check();

    expect(incidents(stage)).toEqual([]);
  });

  it('opens when a person ends the window early', async () => {
    const { stage, notify, check } = await inMaintenance();
    await notify();

    await makeEndWindow(stage)(aWindow().id, 'rob');
    await check();

    expect(only(stage)).toMatchObject({ openedFor: 'after_maintenance' });
    expect(await stage.windows.all()).toMatchObject([{ endedBy: 'rob', until: NOON }]);
  });

  it('that an open incident has already stays that incident’s own', async () => {
    const { stage, notify } = ready();
    await notify();
    await stage.windows.put(aWindow({ from: NOON, until: plusSeconds(NOON, HOUR) }));

    expect(await notify()).toMatchObject({ state: 'duplicate', incidentId: only(stage).id });
    expect(await stage.held.all()).toEqual([]);
  });

  it('of another service opens as always', async () => {
    const { stage, notify } = await inMaintenance({ service: 'orders' });

    await notify();

    expect(only(stage)).toMatchObject({ openedFor: 'new_group' });
  });

  it('is held while another alert of its group, of a service outside it, opens', async () => {
    const { stage, notify } = await inMaintenance({ service: 'orders' });

    const accepted = await notify([anAlert(), other({ service: 'orders' })]);

    expect(accepted.state).toBe('opened');
    expect(await stage.held.all()).toMatchObject([{ alert: { service: 'orders' } }]);
  });

  it('opens although a window of the configuration cannot be read', async () => {
    const { stage, notify } = ready();
    stage.memory.policy = undefined;

    expect(await notify()).toMatchObject({ state: 'opened' });
  });

  it('is held by a window of the configuration too', async () => {
    const { stage, notify } = ready();
    const planned = { from: NOON, until: plusSeconds(NOON, HOUR), reason: 'release' };
    stage.memory.policy = { ...aPolicy(), maintenance: [planned] };

    expect(await notify()).toMatchObject({ state: 'recorded', reason: 'maintenance' });
  });

  it('is never lost: whatever comes in which order, what still fires after the window has an incident', async () => {
    const step = fc.constantFrom('a fires', 'b fires', 'a resolves', 'b resolves', 'check', 'time');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        const { stage, notify, check } = await inMaintenance();
        const alerts = { a: anAlert(), b: other() };
        const firing = new Set<'a' | 'b'>();
        const over = new Set<'a' | 'b'>();
        for (const one of steps) {
          const which = one.startsWith('a') ? 'a' : 'b';
          if (one === 'check') await check();
          else if (one === 'time') stage.clock.advance(600);
          else if (one.endsWith('fires') && !over.has(which)) {
            firing.add(which);
            await notify([alerts[which]]);
          } else if (one.endsWith('resolves') && firing.delete(which)) {
            over.add(which);
            await notify([ended(alerts[which])]);
          }
        }
        stage.clock.advance(HOUR);
        await check();

        const held = [...stage.memory.incidents.values()].flatMap((whole) => whole.alerts);
        for (const which of firing)
          expect(held.map(({ fingerprint }) => fingerprint)).toContain(alerts[which].fingerprint);
        expect(await stage.held.all()).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('asking for a maintenance window', () => {
  it('is granted with an end, and begins now unless said otherwise', async () => {
    const { stage } = ready();

    const asked = await makeAskForWindow(stage)({ until: plusSeconds(NOON, HOUR), reason: 'release', by: 'rob' });

    expect(asked).toMatchObject({ outcome: 'granted', window: { from: NOON, by: 'rob' } });
    expect(await stage.windows.all()).toHaveLength(1);
  });

  it.each([
    ['over already', -1],
    ['as long as it likes', 8 * 86_400],
  ])('is refused one that is %s', async (_, seconds) => {
    const { stage } = ready();

    const asked = await makeAskForWindow(stage)({ until: plusSeconds(NOON, seconds), reason: 'release', by: 'rob' });

    expect(asked.outcome).toBe('refused');
    expect(await stage.windows.all()).toEqual([]);
  });

  it('ends nothing that was never asked for', async () => {
    const { stage } = ready();

    expect(await makeEndWindow(stage)('WIN-unknown', 'rob')).toEqual({ outcome: 'unknown' });
  });
});
