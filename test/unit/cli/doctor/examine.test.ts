import { describe, expect, it } from 'vitest';
import { DependencyUnavailable } from '../../../../functions/core/domain/errors.ts';
import { isWell } from '../../../../functions/core/domain/health/sign.ts';
import { plusSeconds } from '../../../../functions/core/domain/time.ts';
import { aBrake, aHeldAlert, anOpening, aReceipt, aWindow } from '../../../support/builders.ts';
import { bytes } from '../../../support/payloads.ts';
import { quarantining } from '../../../support/quarantining.ts';
import { POLICY } from '../../core/usecases/watching.ts';
import { aSoundInstallation, type Installation } from './examining.ts';

type Change = (one: Installation) => unknown;

const unanswered: Change = ({ set, notes, now }) =>
  set(notes.feed, { absent: {}, unansweredSince: now(), unanswered: ['http://b:9093'] });

const round =
  (part: object): Change =>
  ({ set, notes, now }) =>
    set(notes.round, { startedAt: now(), leaseUntil: now(), endedAt: now(), failed: [], ...part });

const misunderstood =
  (bodies: number): Change =>
  async (one) => {
    const { quarantine } = quarantining(one);
    const unfit = { source: 'generic', headers: {}, reason: 'body_unmapped' as const, why: 'no shape that is known' };
    for (let i = 0; i < bodies; i += 1) await quarantine({ ...unfit, body: bytes(`${i}`) });
  };

const UNWELL: readonly (readonly [how: string, about: string, says: RegExp, change: Change])[] = [
  ['the watch never ran', 'watch', /never run/, ({ set, notes }) => set(notes.round, undefined)],
  ['the watch stopped', 'watch', /began 4 min ago/, ({ clock }) => clock.advance(240)],
  ['a round died', 'watch', /never ended/, (one) => [round({ endedAt: undefined })(one), one.clock.advance(60)]],
  ['a part of the round failed', 'watch', /could not do sweep/, round({ failed: ['sweep'] })],
  ['the comparison failed', 'reconciliation', /it failed 0 s ago/, round({ failed: ['reconcile'] })],
  ['nothing was ever compared', 'reconciliation', /never been done/, ({ set, notes }) => set(notes.feed, undefined)],
  ['an Alertmanager is silent', 'reconciliation', /\(http:\/\/b:9093\)/, unanswered],
  ['the Watchdog stopped', 'heartbeat alertmanager/watchdog', /may pass/, ({ clock }) => clock.advance(3600)],
  [
    'no Watchdog was ever heard',
    'heartbeat alertmanager',
    /no Watchdog/,
    ({ memory }) => memory.heartbeats.delete(JSON.stringify(['alertmanager', 'watchdog'])),
  ],
  ['the drill was never sent', 'drill', /never been sent/, ({ set, notes }) => set(notes.drill, undefined)],
  [
    'the drill does not come through',
    'drill',
    /not taken in since/,
    ({ memory, drilled, clock }) => [
      memory.receipts.set(drilled.id, { ...drilled, state: 'queued' }),
      clock.advance(90),
    ],
  ],
  [
    'the drill ends as something else',
    'drill',
    /ended as dead_lettered/,
    ({ memory, drilled }) => memory.receipts.set(drilled.id, { ...drilled, state: 'dead_lettered' }),
  ],
  ['the drill fell silent', 'drill', /was last heard/, ({ clock }) => clock.advance(86_400)],
  [
    'dead letters lie there',
    'dead letters notifications',
    /2 could not be taken/,
    ({ deadLetters }) => deadLetters.queues.set('notifications', [undefined, undefined]),
  ],
  [
    'the watch knows of other dead letters',
    'dead letters timers',
    /finds some/,
    ({ set, notes, now }) => set(notes.followed, { 'dead letters timers': { since: now(), calm: 0 } }),
  ],
  [
    'a receipt is stuck',
    'receipts',
    /1 are still queued/,
    ({ receipts, now }) =>
      receipts.issue(
        aReceipt({ id: 'RCP-01KJQ000000000000000000077', receivedAt: plusSeconds(now(), -900), state: 'queued' }),
      ),
  ],
  ['the quarantine grows', 'quarantine generic', /it grows/, misunderstood(POLICY.quarantine.incidentAfter)],
  [
    'a source has no secret',
    'source generic',
    /no secret/,
    ({ secrets }) => {
      secrets.names = { ...secrets.names, sources: ['alertmanager'] };
    },
  ],
  [
    'a connection string is missing',
    'secret connections',
    /lacks database/,
    ({ secrets }) => {
      secrets.names = { ...secrets.names, connections: [] };
    },
  ],
  [
    'an incident is forgotten',
    'incidents',
    /its execution is MISSING/,
    async ({ incidents, ids, clock, set, notes, now }) => {
      await incidents.open(anOpening({ id: ids.incident(), openedAt: now() }));
      clock.advance(200);
      round({})({ set, notes, now } as Installation);
    },
  ],
  [
    'there is no policy',
    'policy',
    /there is none/,
    ({ memory }) => {
      memory.policy = undefined;
    },
  ],
  [
    'the policy names nothing',
    'policy',
    /names 0 services/,
    ({ memory }) => {
      memory.policy = { ...POLICY, services: {} };
    },
  ],
];

const NOTED: readonly (readonly [how: string, about: string, says: RegExp, change: Change])[] = [
  ['an engaged brake', 'brake', /global is engaged by/, ({ brakes }) => brakes.move(aBrake())],
  [
    'an open window, and what it holds',
    'maintenance',
    /over orders ends in 60 min .* it holds 1 alerts/,
    async ({ windows, held, now }) => {
      const window = aWindow({ service: 'orders', from: now(), until: plusSeconds(now(), 3600) });
      await windows.put(window);
      await held.hold([aHeldAlert({ windowId: window.id })]);
    },
  ],
  ['a few bodies that were not understood', 'quarantine generic', /1 body_unmapped/, misunderstood(1)],
  ['a source that is not heard', 'source alertmanager', /not heard of late/, () => undefined],
  [
    'that nothing is reconciled',
    'reconciliation',
    /names no Alertmanager/,
    ({ memory }) => {
      memory.policy = { ...POLICY, alertmanager: undefined };
    },
  ],
  [
    'secrets that cannot be looked at',
    'secret connections',
    /not looked at/,
    ({ secrets }) => {
      secrets.names = {};
    },
  ],
];

describe('the doctor', () => {
  it('finds an installation well of which everything is', async () => {
    const { examine } = await aSoundInstallation();

    const signs = await examine();

    expect(signs.filter(({ state }) => state === 'unwell' || state === 'unseen')).toEqual([]);
    expect(isWell(signs)).toBe(true);
  });

  it.each(UNWELL)('says that %s', async (_, about, says, change) => {
    const installation = await aSoundInstallation();
    await change(installation);

    const signs = await installation.examine();

    expect(signs).toContainEqual({
      about,
      state: 'unwell',
      says: expect.stringMatching(says),
      remedy: expect.any(String),
    });
    expect(isWell(signs)).toBe(false);
  });

  it.each(NOTED)('notes %s, which is no illness', async (_, about, says, change) => {
    const installation = await aSoundInstallation();
    await change(installation);

    const signs = await installation.examine();

    expect(signs).toContainEqual({ about, state: 'noted', says: expect.stringMatching(says) });
    expect(isWell(signs)).toBe(true);
  });

  it('says of what could not be read that it was not seen, and goes on with the rest', async () => {
    const installation = await aSoundInstallation();
    installation.executions.failing = new DependencyUnavailable('states', 'down');
    await installation.incidents.open(anOpening({ id: installation.ids.incident() }));

    const signs = await installation.examine();

    expect(signs).toContainEqual(expect.objectContaining({ about: 'incidents', state: 'unseen' }));
    expect(signs).toContainEqual(expect.objectContaining({ about: 'watch', state: 'well' }));
    expect(isWell(signs)).toBe(false);
  });

  it('waits for the watch before it calls work lost', async () => {
    const { incidents, ids, now, clock, examine } = await aSoundInstallation();
    await incidents.open(anOpening({ id: ids.incident(), openedAt: now() }));
    clock.advance(100);

    const signs = await examine();

    expect(signs).toContainEqual(expect.objectContaining({ about: 'incidents', state: 'well' }));
  });
});
