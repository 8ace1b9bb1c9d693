import { describe, expect, it } from 'vitest';
import { evidenceIn } from '../../../bench/loop/evidence.ts';
import { storyOf } from '../../../bench/loop/story.ts';
import { viewOf } from '../../../functions/api/incident-routes.ts';
import { aDiagnosis, aHypothesis } from '../../support/builders.ts';
import { lawfulFacts } from '../../support/lawful-facts.ts';

const anIncidentWith = async (...diagnoses: readonly ReturnType<typeof aDiagnosis>[]) => {
  const [whole] = (await lawfulFacts()).record.incidents;
  if (whole === undefined) throw new Error('no incident');
  return viewOf({ ...whole, diagnoses }, []);
};

describe('what was observed while a fault went on', () => {
  it('is what the first diagnosis rested on, by cause, place and clue', async () => {
    const later = aDiagnosis(aHypothesis({ fault: 'api-503' }));

    const recorded = evidenceIn('database-timeout', await anIncidentWith(aDiagnosis(), later));

    expect(recorded).toEqual({
      fault: 'database-timeout',
      candidates: [
        { fault: 'database-timeout', service: 'checkout', dependency: 'database', values: { 'idle-sessions': 5 } },
      ],
    });
  });

  it('is also whom the engine suspected, so that both witnesses can be weighed anew', async () => {
    const calls = [['checkout', 'database'] as const];
    const suspects = [{ service: 'database', signal: 'cpu_cores', confidence: 0.912345, facts: [] }];
    const span = { from: 0, windowFrom: 60, to: 90, step: 10, looked: [] };
    const examination = { outcome: 'explained' as const, says: '', suspects, calls, ...span };

    const recorded = evidenceIn('database-timeout', await anIncidentWith({ ...aDiagnosis(), examination }));

    expect(recorded?.engine).toEqual({
      suspects: [{ service: 'database', signal: 'cpu_cores', confidence: 0.9123 }],
      calls,
    });
  });

  it('is nothing without a diagnosis', async () => {
    expect(evidenceIn('database-timeout', await anIncidentWith())).toBeUndefined();
  });

  it('is told with what happened', async () => {
    const story = storyOf(await anIncidentWith(aDiagnosis()));

    expect(story).toContainEqual(expect.stringContaining('incident.opened'));
    expect(story).toContainEqual(
      expect.stringMatching(/^database-timeout at checkout>database: .*idle-sessions for 5/),
    );
  });
});
