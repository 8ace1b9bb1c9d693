import { describe, expect, it } from 'vitest';
import { breaksVerified, replayLines } from '../../../../cli/replay.ts';
import { noPaint } from '../../../../cli/text.ts';
import type { WholeIncident } from '../../../../functions/core/domain/incident.ts';
import { replayIncident } from '../../../../functions/core/domain/replay.ts';
import type { Runbook } from '../../../../functions/core/domain/runbook.ts';
import { RUNBOOKS } from '../../../../functions/core/runbooks/index.ts';
import { makeDiagnoseIncident } from '../../../../functions/core/usecases/diagnose-incident.ts';
import { aPlan, aPolicy, aVerification } from '../../../support/builders.ts';
import { aStage, healthy, hurtDatabase, hurtRelease, opened, type Stage, wholeOf } from '../usecases/stage.ts';

const recorded = async (stage: Stage): Promise<WholeIncident> => {
  const incident = await opened(stage);
  await makeDiagnoseIncident(stage)(incident.id, 1);
  return wholeOf(stage, incident);
};

/** As if what was done on the strength of the diagnosis had been measured to help. */
const helped = (whole: WholeIncident): WholeIncident => ({
  ...whole,
  verifications: [aVerification({ outcome: 'verified', at: '2099-01-01T00:00:00.000Z' })],
});

const replayed = (whole: WholeIncident, runbooks = RUNBOOKS, policy = aPolicy()) =>
  replayIncident(whole, runbooks, policy);

/** Today's runbooks with one clue of the database's changed. */
const withClue = (change: (clue: Runbook['signature'][0]) => Runbook['signature'][0]): readonly Runbook[] =>
  RUNBOOKS.map((runbook) =>
    runbook.fault === 'database-timeout'
      ? { ...runbook, signature: [change(runbook.signature[0]), ...runbook.signature.slice(1)] }
      : runbook,
  );

describe('replaying an incident', () => {
  it.each([
    ['the database', hurtDatabase],
    ['a release', hurtRelease],
    ['nothing that is known', healthy],
  ])('makes the same of %s, as long as nothing changed', async (_, hurt) => {
    const found = replayed(await recorded(hurt(aStage())));

    expect(found.diagnoses).toMatchObject([{ changed: false, differences: [], unheld: [] }]);
  });

  it('tells that a cause would no longer be found, and fails if a recovery had been measured', async () => {
    const whole = await recorded(hurtDatabase(aStage()));
    const doubting = withClue((clue) => ({ ...clue, holds: { above: 1_000 }, ratio: { held: 2, not: 0.0001 } }));

    const [plain, verified] = [replayed(whole, doubting), replayed(helped(whole), doubting)];

    expect(plain.diagnoses).toMatchObject([{ verified: false, changed: true }]);
    expect(plain.diagnoses[0]?.differences[0]).toMatchObject({
      what: 'cause',
      was: 'database-timeout at checkout/database',
      now: expect.stringContaining('inconclusive'),
    });
    expect([breaksVerified(plain), breaksVerified(verified)]).toEqual([false, true]);
  });

  it('has no answer for a clue that asks something else now, and says so', async () => {
    const whole = await recorded(hurtDatabase(aStage()));
    const other = withClue((clue) => ({ ...clue, measure: { source: 'metrics', query: 'something_else' } }));

    expect(replayed(whole, other).diagnoses[0]?.unheld).toContain(
      'acquire-timeouts of database-timeout asks what was not recorded',
    );
  });

  it('takes a query for the same whatever the length of its windows', async () => {
    const policy = aPolicy();
    const longer = { ...policy, timings: { ...policy.timings, rateWindow: 60 } };

    expect(replayed(await recorded(hurtDatabase(aStage())), RUNBOOKS, longer).diagnoses).toMatchObject([
      { changed: false, unheld: [] },
    ]);
  });

  it('says that a runbook is gone', async () => {
    const whole = await recorded(hurtDatabase(aStage()));

    const found = replayed(
      helped(whole),
      RUNBOOKS.filter(({ fault }) => fault !== 'database-timeout'),
    );

    expect(found.diagnoses[0]?.unheld).toContain('there is no runbook database-timeout any more');
    expect(breaksVerified(found)).toBe(true);
  });

  it('judges a plan by today’s modes, and leaves what was met as it was', async () => {
    const whole = await recorded(hurtDatabase(aStage()));
    const rules = [
      { rule: 'brake', value: 'released', limit: 'released', decision: 'allow' as const },
      { rule: 'mode of database', value: 'auto', limit: 'auto', decision: 'allow' as const },
    ];
    const planned = { ...whole, plans: [aPlan({ decision: 'allow', rules })] };
    const { services, ...policy } = aPolicy();
    const careful = { ...policy, services: { ...services, database: { mode: 'approve' as const, calls: [] } } };

    expect(replayed(planned, RUNBOOKS, careful).plans[0]?.differences).toContainEqual({
      what: 'decision',
      was: 'allow',
      now: 'ask',
    });
  });

  it('is told with the sum of what would be different', async () => {
    const whole = helped(await recorded(hurtDatabase(aStage())));
    const { id, title } = whole.incident;

    const lines = replayLines([{ id, title, ...replayed(whole, []) }], noPaint).join('\n');

    expect(lines).toContain('verified: another cause');
    expect(lines).toContain('1 of them with a verified diagnosis that would be another now');
  });
});
