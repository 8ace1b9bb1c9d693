import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aftermathOf } from '../../support/aftermath.ts';
import type { SeenIncident } from '../../support/api.ts';
import { endsWell } from '../../support/as-new.ts';
import { ownStack } from '../../support/own-stack.ts';
import { calm } from '../../support/scenario.ts';

const outputs = ownStack();

const CHANGES = ['incident.opened', 'alert.joined', 'alert.resolved'];

/** How long an incident had been without a change when it was closed, and how long that had to be. Seconds. */
const calmOf = ({ timeline }: SeenIncident): { readonly lasted: number; readonly needed: number } => {
  const closed = timeline.find(({ kind }) => kind === 'incident.closed');
  const changed = timeline.findLast(({ kind }) => CHANGES.includes(kind));
  return {
    lasted: (Date.parse(closed?.at ?? '') - Date.parse(changed?.at ?? '')) / 1000,
    needed: Number(closed?.data['calmSeconds']),
  };
};

describe('flapper', () => {
  beforeEach(() => calm(outputs));
  afterEach(() => endsWell(outputs));

  it('is told to flap; nothing is done by itself for that, and it stays open until it has been calm', async () => {
    const { incidents, actions } = await aftermathOf(outputs, 'flapper', { opens: 1, actsFor: 100 });

    const flapping = incidents.filter(({ timeline }) => timeline.some(({ kind }) => kind === 'incident.flapping'));
    expect(actions).toEqual([]);
    expect(flapping.length).toBeGreaterThan(0);
    for (const incident of flapping) {
      const told = incident.timeline.find(({ kind }) => kind === 'incident.flapping');
      expect(told).toMatchObject({ reason: 'flapping', text: expect.stringMatching(/^DatabaseTimeout flaps: /) });
    }
    // The last of them outlives the flapping: only calm ends it.
    const [last] = flapping;
    expect(last).toMatchObject({ status: 'closed', endedFor: 'resolved_by_itself', actions: [] });
    const { lasted, needed } = last === undefined ? { lasted: 0, needed: Number.NaN } : calmOf(last);
    // Written as milliseconds, counted from another clock: a second is the grain of both.
    expect(lasted).toBeGreaterThan(needed - 1);
  });
});
