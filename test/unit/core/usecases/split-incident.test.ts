import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../../functions/core/domain/alert.ts';
import { makeSplitIncident } from '../../../../functions/core/usecases/split-incident.ts';
import { aDiagnosis, aHypothesis, anAlert, anAlertGroup } from '../../../support/builders.ts';
import { incidents, ready } from './accepting.ts';
import { commit, moved, wholeOf } from './stage.ts';

const PAYMENTS = anAlert({ fingerprint: 'p', name: 'Api503', service: 'payments' });

/** An incident of checkout that took in alerts of other groups, and whose cause lies in its database. */
const explained = async (others: readonly (readonly [string, readonly Alert[]])[]) => {
  const { stage, accept } = ready();
  const now = () => stage.clock().toISOString();
  await accept(anAlertGroup(), now());
  for (const [groupKey, alerts] of others) await accept(anAlertGroup({ groupKey, alerts }), now());
  const [first] = incidents(stage);
  if (first === undefined) throw new Error('nothing was opened');
  const diagnosing = await moved(stage, first, 'diagnosing');
  await commit(stage, diagnosing, {
    diagnosis: aDiagnosis(),
    entries: [{ kind: 'diagnosis.explained', actor: 't', text: 't' }],
  });
  return { stage, accept, now, first, split: () => makeSplitIncident(stage)(first.id) };
};

describe('what a cause does not explain', () => {
  it('leaves for an incident of its own, linked and started, and says why', async () => {
    const { stage, first, split } = await explained([['payments', [PAYMENTS]]]);

    expect(await split()).toBe('split');

    const [here, there] = await Promise.all(incidents(stage).map((one) => wholeOf(stage, one)));
    expect(here?.alerts.map(({ service }) => service)).toEqual(['checkout']);
    expect(here?.timeline.at(-1)?.text).toContain('does not explain it');
    expect(there?.incident).toMatchObject({ linkedTo: first.id, openedFor: 'not_explained', service: 'payments' });
    expect(there?.alerts).toEqual([PAYMENTS]);
    expect(stage.workflow.started).toContainEqual({ id: there?.incident.id, attempt: 1 });
  });

  it('stays when harm goes up from the cause to it', async () => {
    const { stage, split } = await explained([['edge', [anAlert({ fingerprint: 'e', service: 'edge' })]]]);

    expect(await split()).toBe('nothing_apart');
    expect(incidents(stage)).toHaveLength(1);
  });

  it('has one incident for each service, however many groups it came in', async () => {
    const groups = ['one', 'two', 'three'].map(
      (groupKey) => [groupKey, [{ ...PAYMENTS, fingerprint: groupKey }]] as const,
    );
    const { stage, split } = await explained(groups);

    await split();

    const [, there, ...more] = incidents(stage);
    expect(more).toEqual([]);
    expect(there && (await wholeOf(stage, there)).alerts).toHaveLength(3);
  });

  it('leaves whole, also when it is many', async () => {
    const many = Array.from({ length: 70 }, (_, i) => ({ ...PAYMENTS, fingerprint: `p${i}` }));
    const { stage, split } = await explained([['payments', many]]);

    await split();

    const [here, there] = await Promise.all(incidents(stage).map((one) => wholeOf(stage, one)));
    expect([here?.alerts.length, there?.alerts.length]).toEqual([1, 70]);
  });

  it('leaves once, however often it is asked', async () => {
    const { stage, split } = await explained([['payments', [PAYMENTS]]]);
    await split();

    expect(await split()).toBe('nothing_apart');
    expect(incidents(stage)).toHaveLength(2);
  });

  it('stays with what is over, and with what has no cause', async () => {
    const { stage, first, split } = await explained([['payments', [PAYMENTS]]]);
    const { incident } = await wholeOf(stage, first);
    await moved(stage, incident, 'escalated');

    expect(await split()).toBe('over');

    const unclear = await explained([['payments', [PAYMENTS]]]);
    await commit(unclear.stage, (await wholeOf(unclear.stage, unclear.first)).incident, {
      diagnosis: {
        outcome: 'inconclusive',
        reason: 'low_confidence',
        at: unclear.now(),
        hypotheses: [aHypothesis()],
        unexplained: 0.5,
      },
    });
    expect(await unclear.split()).toBe('nothing_apart');
  });
});
