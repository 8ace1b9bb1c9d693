import { describe, expect, it } from 'vitest';
import type { Wave } from '../../../functions/core/domain/investigation-wave.ts';
import type { Reason } from '../../../functions/core/domain/reason.ts';
import { makeAskForInvestigation } from '../../../functions/core/usecases/ask-for-investigation.ts';
import { makeTakeUpInvestigation } from '../../../functions/core/usecases/take-up-investigation.ts';
import { aDiagnosis, aDraft, anAlert, anAlertGroup, anOpening, aPolicy } from '../../support/builders.ts';
import { inMemoryNote } from '../../support/fakes/note.ts';
import { inMemoryPolicySource } from '../../support/fakes/policy-source.ts';
import { aWorld } from '../../support/fakes/world.ts';

const INVESTIGATOR = {
  ...{ modelId: 'scripted', region: 'eu-central-1', price: { input: 3, output: 15 } },
  budget: { calls: 6, tokens: 50_000, seconds: 60, dollars: 0.5 },
};

/** What is handed over because no cause was sure, and a model that only remembers what it was to look at. */
const aScene = (afterInconclusive = true) => {
  const world = aWorld({ policy: aPolicy({ investigator: { ...INVESTIGATOR, afterInconclusive } }) });
  const { memory, incidents: store, clock, ids } = world;
  const policies = inMemoryPolicySource(memory);
  const looked: string[] = [];
  const takeUp = makeTakeUpInvestigation({
    ...{ store, policies, clock, wave: inMemoryNote<Wave>() },
    investigate: async (id) => void looked.push(id),
  });
  const handedOver = async (name: string, reason: Reason = 'low_confidence') => {
    const opened = await store.open(
      anOpening({ id: ids.incident() }, anAlertGroup({ groupKey: name, alerts: [anAlert({ fingerprint: name })] })),
    );
    if (opened.outcome !== 'opened') throw new Error(opened.outcome);
    const { id } = opened.incident;
    const write = async (change: Parameters<typeof store.commit>[1]) => {
      const before = await store.read(id);
      const written = before && (await store.commit(before, change));
      if (written?.outcome !== 'written') throw new Error('not written');
      return written.incident;
    };
    await write({ to: 'diagnosing', entries: [aDraft({ kind: 'diagnosis.started' })] });
    await write({
      entries: [aDraft({ kind: 'diagnosis.inconclusive', reason: 'low_confidence' })],
      diagnosis: aDiagnosis(),
    });
    const { seq } = await write({ to: 'escalated', entries: [aDraft({ kind: 'incident.escalated', reason })] });
    return { id, seq };
  };
  const kindsOf = async (id: string) =>
    ([...memory.incidents.values()].find(({ incident }) => incident.id === id)?.timeline ?? [])
      .filter(({ kind }) => kind.startsWith('investigation.'))
      .map(({ kind, data }) => [kind, data['leader']]);
  return { ...world, takeUp, ask: makeAskForInvestigation({ store, policies, clock }), handedOver, kindsOf, looked };
};

describe('an investigator that looks by itself', () => {
  it('looks at one incident of a wave, and the others name it, whoever comes first and however often', async () => {
    const { handedOver, takeUp, kindsOf, looked } = aScene();
    const [a, b, c] = [await handedOver('a'), await handedOver('b'), await handedOver('c')];

    const outcomes = await Promise.all([a, b, c].map(({ id, seq }) => takeUp(id, seq)));
    const again = await Promise.all([a, b, c].map(({ id, seq }) => takeUp(id, seq)));

    expect(outcomes.toSorted()).toEqual(['investigated', 'joined', 'joined']);
    expect(again).toEqual(['already', 'already', 'already']);
    expect(looked).toHaveLength(1);
    const told = (await Promise.all([a, b, c].map(({ id }) => kindsOf(id)))).flat();
    expect(told.map(([, leader]) => leader)).toEqual([looked[0], looked[0], looked[0]]);
  });

  it('looks again after a lull', async () => {
    const { handedOver, takeUp, clock, looked } = aScene();
    const first = await handedOver('a');
    await takeUp(first.id, first.seq);
    clock.advance(121);
    const second = await handedOver('b');

    expect(await takeUp(second.id, second.seq)).toBe('investigated');
    expect(looked).toEqual([first.id, second.id]);
  });

  it('does not look at what was handed over for another reason, is over, or was handed over long ago', async () => {
    const { handedOver, takeUp, incidents, clock, looked } = aScene();
    const braked = await handedOver('a', 'brake_engaged');
    const over = await handedOver('b');
    const closed = await incidents.read(over.id);
    if (closed) await incidents.commit(closed, { to: 'closed', entries: [aDraft({ kind: 'incident.closed' })] });
    const old = await handedOver('c');

    const first = [await takeUp(braked.id, braked.seq), await takeUp(over.id, over.seq)];
    clock.advance(901);

    expect([...first, await takeUp(old.id, old.seq)]).toEqual(['not_called', 'not_called', 'not_called']);
    expect(looked).toEqual([]);
  });

  it('is off unless the policy says so, and then still looks when a person asks', async () => {
    const { handedOver, takeUp, ask, looked } = aScene(false);
    const { id, seq } = await handedOver('a');

    const byItself = await takeUp(id, seq);
    const asked = await ask(id, 'rob');
    const askedAgain = await ask(id, 'rob');
    const [first, second] = [await takeUp(id, seq + 1), await takeUp(id, seq + 1)];

    expect([byItself, asked, askedAgain]).toEqual(['off', { outcome: 'asked' }, { outcome: 'under_way' }]);
    expect([first, second]).toEqual(['investigated', 'already']);
    expect(looked).toEqual([id]);
  });

  it('refuses to be asked where the policy names no model, and about what does not exist', async () => {
    const { ask, memory, handedOver } = aScene();
    const { id } = await handedOver('a');

    const unknown = await ask('INC-01KJQ000000000000000000009', 'rob');
    if (memory.policy) memory.policy = { ...memory.policy, investigator: undefined };

    expect([unknown, await ask(id, 'rob')]).toEqual([{ outcome: 'unknown' }, { outcome: 'off' }]);
  });
});
