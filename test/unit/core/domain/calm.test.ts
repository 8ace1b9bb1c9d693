import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeCalm } from '../../../../functions/core/domain/calm.ts';
import type { WholeIncident } from '../../../../functions/core/domain/incident.ts';
import { plusSeconds } from '../../../../functions/core/domain/time.ts';
import { anAlert, anIncident } from '../../../support/builders.ts';

const NOON = '2026-03-02T10:00:00.000Z';
const CALM = 20;

const whole = (part: {
  readonly firing: boolean;
  readonly flaps: boolean;
  readonly acted?: boolean;
}): WholeIncident => ({
  incident: anIncident({ openedAt: NOON, flappingSince: part.flaps ? NOON : undefined }),
  alerts: [anAlert(part.firing ? {} : { status: 'resolved', endsAt: NOON })],
  diagnoses: [],
  plans: [],
  approvals: [],
  actions: part.acted
    ? [
        {
          ...{ key: 'k', planDigest: 'd', step: 's', target: 't', result: 'done' as const },
          startedAt: NOON,
          leaseUntil: NOON,
        },
      ]
    : [],
  verifications: [],
  timeline: [],
});
const judged = (part: Parameters<typeof whole>[0], after: number) =>
  judgeCalm(whole(part), CALM, plusSeconds(NOON, after)).is;

describe('calm', () => {
  it('has something to right while an alert fires steadily', () => {
    expect(judged({ firing: true, flaps: false }, 0)).toBe('settled');
  });

  it('waits for what resolved, and calls it over once that lasted', () => {
    expect(judgeCalm(whole({ firing: false, flaps: false }), CALM, plusSeconds(NOON, 5))).toEqual({
      is: 'unsettled',
      seconds: 15,
    });
    expect(judged({ firing: false, flaps: false }, CALM)).toBe('over');
  });

  it('waits for what flaps whether it fires just now or not, and goes on with what has fired without a break', () => {
    expect(judged({ firing: true, flaps: true }, 5)).toBe('unsettled');
    expect(judged({ firing: false, flaps: true }, 5)).toBe('unsettled');
    expect(judged({ firing: true, flaps: true }, CALM)).toBe('steady');
    expect(judged({ firing: false, flaps: true }, CALM)).toBe('over');
  });

  it('never claims that something righted itself that was acted upon, that fires, or that changed lately', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        fc.integer({ min: 0, max: 60 }),
        (firing, flaps, acted, after) => {
          const over = judged({ firing, flaps, acted }, after) === 'over';
          expect(over).toBe(!firing && !acted && after >= CALM);
        },
      ),
    );
  });
});
