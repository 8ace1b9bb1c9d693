import { describe, expect, it } from 'vitest';
import { durationsOf, type Timed } from '../../../functions/core/domain/durations.ts';
import type { TimelineEntry } from '../../../functions/core/domain/timeline.ts';
import { anAction, anAlert, aPlan, aVerification } from '../../support/builders.ts';

const at = (second: number): string => new Date(Date.parse('2026-03-02T10:00:00.000Z') + second * 1000).toISOString();

const anEntry = (second: number, kind: TimelineEntry['kind'], data: TimelineEntry['data'] = {}): TimelineEntry => ({
  ...{ seq: 1, at: at(second), kind, actor: 'x', text: 'x', status: 'open', data, previous: '', hash: '' },
});

const aStory = (part: Partial<Timed> = {}): Timed => ({
  alerts: [anAlert({ startsAt: at(10) })],
  plan: aPlan(),
  actions: [anAction({ startedAt: at(14), endedAt: at(15) })],
  verification: aVerification({ since: at(15), at: at(23) }),
  timeline: [
    anEntry(12, 'incident.opened', { receivedAt: at(11) }),
    anEntry(13, 'diagnosis.explained'),
    anEntry(23, 'verification.verified'),
    anEntry(24, 'incident.closed'),
  ],
  ...part,
});

const named = (story: Timed, faultAt?: string) =>
  Object.fromEntries(durationsOf(story, faultAt).map(({ name, seconds }) => [name, seconds]));

describe('the durations of an incident', () => {
  it('go leg by leg from fault to closed and add up to the total', () => {
    const durations = named(aStory(), at(0));

    expect(durations).toEqual({
      'fault to firing': 10,
      'firing to webhook': 1,
      'webhook to diagnosis': 2,
      'diagnosis to action': 1,
      'action to verified': 9,
      'verified to closed': 1,
      total: 24,
      ours: 6,
    });
  });

  it('count as ours what lies between webhook and action, and verifying beyond the declared window', () => {
    const [ours] = durationsOf(aStory(), at(0)).slice(-1);

    expect(ours).toEqual({ name: 'ours', seconds: 3 + (8 - 5), share: 6 / 24 });
  });

  it('begin with the firing when nobody says when the fault was', () => {
    expect(Object.keys(named(aStory()))[0]).toBe('firing to webhook');
  });

  it('leave out what was never reached', () => {
    const timeline = [
      anEntry(12, 'incident.opened'),
      anEntry(13, 'diagnosis.inconclusive'),
      anEntry(14, 'incident.escalated'),
    ];

    const durations = named(aStory({ actions: [], plan: null, verification: null, timeline }));

    expect(durations).toEqual({
      'firing to webhook': 2,
      'webhook to diagnosis': 1,
      'diagnosis to handed over': 1,
      total: 4,
    });
  });

  it('are none while there is nothing to measure', () => {
    const story = aStory({ alerts: [], actions: [], plan: null, verification: null, timeline: [] });

    expect(durationsOf(story)).toEqual([]);
  });
});
