import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../../functions/core/domain/alert.ts';
import {
  type FeedNote,
  firesAnew,
  firingKey,
  goneSince,
  isMissed,
  type LiveAlert,
  mayBeSeriesOf,
  notedOf,
} from '../../../../functions/core/domain/reconciliation.ts';
import { plusSeconds } from '../../../../functions/core/domain/time.ts';
import { anAlert } from '../../../support/builders.ts';

const NOW = '2026-03-02T10:00:00.000Z';
const TIMEOUT = 15;

const live = (part: Partial<Alert> = {}, silenced = false): LiveAlert => ({
  alert: anAlert(part),
  groupKey: 'g',
  silenced,
});

describe('an alert that nobody told us of', () => {
  const since = (seconds: number) => live({ startsAt: plusSeconds(NOW, -seconds) });

  it.each([
    ['is missed once it is older than its source may take', since(13), true],
    ['may still be told of before that', since(12), false],
    ['is not missed when a person silenced it', live({ startsAt: '2026-03-02T09:00:00.000Z' }, true), false],
    ['is not missed when it is a heartbeat', live({ labels: { selfright_heartbeat: 'true' } }), false],
    ['is not missed when it asks for nothing', live({ severity: 'none' }), false],
  ])('%s', (_, alert, missed) => {
    expect(isMissed(alert, NOW, 12)).toBe(missed);
  });
});

/** One poll: which of four alerts are listed, whether a peer is silent, and how long after the one before it comes. */
const Poll = fc.record({
  listed: fc.subarray(['a', 'b', 'c', 'd']),
  silent: fc.boolean(),
  after: fc.integer({ min: 1, max: 20 }),
});

const HELD = ['a', 'b', 'c', 'd'].map((fingerprint) => anAlert({ fingerprint }));

const played = (polls: readonly { listed: string[]; silent: boolean; after: number }[]) => {
  let now = NOW;
  let note: FeedNote = { absent: {} };
  return polls.map(({ listed, silent, after }) => {
    now = plusSeconds(now, after);
    const alerts = listed.map((fingerprint) => live({ fingerprint }));
    note = notedOf({ alerts, unanswered: silent ? ['b:9093'] : [] }, HELD, note, now);
    return { now, note, listed, silent };
  });
};

describe('what is no longer listed', () => {
  it('is over only when whole polls missed it twice, no poll listed it since, and for the resolve timeout', () => {
    fc.assert(
      fc.property(fc.array(Poll, { minLength: 1, maxLength: 12 }), (polls) => {
        const looks = played(polls);
        const last = looks.at(-1);
        if (last === undefined) return;
        for (const alert of HELD) {
          const since = goneSince(alert, last.note, last.now, TIMEOUT);
          const seen = looks.findLastIndex(({ listed }) => listed.includes(alert.fingerprint));
          const missing = looks.slice(seen + 1).filter(({ silent }) => !silent);
          const first = missing[0]?.now;
          const long = first !== undefined && Date.parse(last.now) - Date.parse(first) >= TIMEOUT * 1000;
          expect(since !== undefined).toBe(long);
          if (since === undefined) continue;
          expect(since).toBe(first);
          expect(last.listed).not.toContain(alert.fingerprint);
        }
      }),
    );
  });

  it('is never concluded from polls that not every peer answered, however many', () => {
    fc.assert(
      fc.property(fc.array(Poll, { minLength: 1, maxLength: 12 }), (polls) => {
        const looks = played(polls.map((poll) => ({ ...poll, silent: true })));
        expect(looks.map(({ note }) => note.absent)).toEqual(looks.map(() => ({})));
      }),
    );
  });

  it('remembers since when not every peer answers, until all do', () => {
    const poll = { listed: [], silent: true, after: 5 };

    const looks = played([poll, poll, { ...poll, silent: false }]);

    expect(looks.map(({ note }) => note.unansweredSince)).toEqual([looks[0]?.now, looks[0]?.now, undefined]);
  });

  it('remembers the longest missed when a storm is missed at once', () => {
    const old = anAlert({ fingerprint: 'old' });
    const storm = Array.from({ length: 3_000 }, (_, n) => anAlert({ fingerprint: `f${n}` }));
    const before = { absent: { [firingKey(old)]: NOW } };

    const { absent } = notedOf({ alerts: [], unanswered: [] }, [...storm, old], before, plusSeconds(NOW, 5));

    expect(Object.keys(absent)).toHaveLength(2_000);
    expect(absent[firingKey(old)]).toBe(NOW);
  });
});

describe('a series of ALERTS', () => {
  const labels = { alertname: 'Api503', service: 'checkout', cluster: 'eu' };

  it.each([
    ['may be the alert when it says less', { alertname: 'Api503', service: 'checkout' }, true],
    ['may be the alert when it says more', { ...labels, alertstate: 'firing' }, true],
    ['is another one when a label contradicts', { ...labels, service: 'orders' }, false],
    ['is another one of another name', { ...labels, alertname: 'Other' }, false],
    ['is nothing without a name', { service: 'checkout' }, false],
  ])('%s', (_, series, same) => {
    expect(mayBeSeriesOf(anAlert({ labels }), series)).toBe(same);
  });

  it('says nothing of an earlier firing when the alert fires anew', () => {
    const again = [live({ startsAt: '2026-03-02T09:59:50.000Z' })];

    expect([firesAnew(anAlert(), again), firesAnew(anAlert(), [live()])]).toEqual([true, false]);
  });
});
