import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anAlert } from '../../../support/builders.ts';
import { down, handOver, incidents, ready, recover } from './accepting.ts';

describe('any sequence of notifications', () => {
  it('loses no alert: each that ever fired is on the one incident that its episode names, and its workflow started', async () => {
    const anyAlert = fc.record({
      fingerprint: fc.constantFrom('a', 'b', 'c'),
      status: fc.constantFrom('firing' as const, 'resolved' as const),
      startsAt: fc.constantFrom('2026-03-02T09:00:00.000Z', '2026-03-02T09:30:00.000Z'),
    });
    const anyStep = fc.oneof(
      { weight: 4, arbitrary: fc.array(anyAlert, { minLength: 1, maxLength: 4 }) },
      { weight: 1, arbitrary: fc.constantFrom('recover' as const, 'hand over' as const, 'crash' as const) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 100 }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { maxLength: 12 }), async (steps) => {
        const { stage, notify } = ready();
        const fired = new Set<string>();
        const isOpen = () => incidents(stage).some(({ status }) => status === 'open');
        for (const step of steps) {
          stage.workflow.failing = step === 'crash' ? down : undefined;
          if (typeof step === 'number') stage.clock.advance(step);
          else if (step === 'recover') isOpen() && (await recover(stage));
          else if (step === 'hand over') isOpen() && (await handOver(stage));
          else {
            const alerts = step === 'crash' ? [anAlert({ fingerprint: 'a' })] : step.map((part) => anAlert(part));
            for (const { status, fingerprint, startsAt } of alerts)
              if (status === 'firing') fired.add(`${fingerprint} ${startsAt}`);
            await notify(alerts).catch(async (error: unknown) => {
              if (error !== down) throw error;
              stage.workflow.failing = undefined;
              await notify(alerts);
            });
          }
        }
        const held = [...stage.memory.incidents.values()].flatMap(({ incident, alerts }) =>
          alerts.map(({ fingerprint, startsAt }) => [`${fingerprint} ${startsAt}`, incident.id] as const),
        );
        const named = [...stage.memory.episodes.values()].map(
          ({ episode, incidentId }) => `${episode.fingerprint} ${episode.startsAt} ${incidentId}`,
        );
        expect(new Set(held.map(([name]) => name))).toEqual(fired);
        expect(new Set(held.map((pair) => pair.join(' ')))).toEqual(
          new Set([...held.map((pair) => pair.join(' ')), ...named]),
        );
        expect(new Set(stage.workflow.started.map(({ id }) => id))).toEqual(
          new Set(incidents(stage).map(({ id }) => id)),
        );
        expect(incidents(stage).filter(({ status }) => status === 'open').length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 60 },
    );
  });
});
