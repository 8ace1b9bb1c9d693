import { describe, expect, it } from 'vitest';
import { READ_TOOLS } from '../../../functions/adapters/operator-api/tools/index.ts';
import { DependencyUnavailable } from '../../../functions/core/domain/errors.ts';
import { call, scriptedModel } from '../../support/fakes/model.ts';
import { onStage } from './stage.ts';

const suggest = (...suggestions: { says: string; cites: string[]; runbook?: string }[]) => [
  call('suggest', { suggestions }),
];

describe('the investigator', () => {
  it('lets a model read by exactly the tools that only read, and keeps what it suggests beside the diagnosis', async () => {
    const { ask, id, whole, as } = await onStage();
    const before = await whole();
    const { model, asked } = scriptedModel([
      [call('get_evidence', { incident_id: id }), call('get_incident', { incident_id: id })],
      suggest({ says: 'the pool is full', cites: ['D1-H1-C1', 'D9-H9-C9'], runbook: 'database-timeout' }),
    ]);

    const investigation = await ask(model);

    expect(asked[0]?.tools.map(({ name }) => name)).toEqual([...READ_TOOLS.map(({ name }) => name), 'suggest']);
    expect(investigation).toMatchObject({
      ...{ ended: 'suggested', by: 'rob', model: 'scripted', dropped: 0 },
      suggestions: [{ says: 'the pool is full', cites: ['D1-H1-C1'], runbook: 'database-timeout' }],
      spent: { calls: 2, tokens: 2_200 },
    });
    const after = await whole();
    expect([after.diagnoses, after.plans, after.actions]).toEqual([before.diagnoses, before.plans, before.actions]);
    expect(after.timeline.at(-1)).toMatchObject({ kind: 'investigation.suggested', actor: 'agent:rob' });
    const kept = await as('vera', 'GET', `/incidents/${id}/investigations`);
    expect(JSON.parse(kept.body).investigations[0].transcript.length).toBeGreaterThan(3);
  });

  it.each([
    ['cites nothing', { says: 'it is DNS', cites: [] }],
    ['cites what was never observed', { says: 'it is DNS', cites: ['D7-H1-C1'] }],
    ['says nothing', { says: ' ', cites: ['D1-H1-C1'] }],
  ])('drops what %s', async (_, suggestion) => {
    const { ask } = await onStage();

    const { suggestions, dropped } = await ask(scriptedModel([suggest(suggestion)]).model);

    expect([suggestions, dropped]).toEqual([[], 1]);
  });

  it('maps to no runbook what names one that does not exist', async () => {
    const { ask } = await onStage();
    const { model } = scriptedModel([suggest({ says: 'x', cites: ['D1-H1-C1'], runbook: 'reboot-everything' })]);

    expect((await ask(model)).suggestions).toMatchObject([{ runbook: null }]);
  });

  it('ends within its budget of calls, tokens and money', async () => {
    const reading = (id: string) => [call('get_incident', { incident_id: id })];
    const { ask, id } = await onStage();

    const byCalls = await ask(scriptedModel([reading(id)]).model);
    const byTokens = await ask(scriptedModel([reading(id)], { input: 40_000, output: 20_000 }).model);
    const byMoney = await ask(scriptedModel([reading(id)], { input: 1_000, output: 48_000 }).model);

    expect([byCalls, byTokens, byMoney].map(({ ended, spent }) => [ended, spent.calls])).toEqual([
      ['out_of_budget', 6],
      ['out_of_budget', 1],
      ['out_of_budget', 1],
    ]);
  });

  it('ends when its time is over', async () => {
    const { ask, id, clock } = await onStage();
    const slow = scriptedModel([
      () => {
        clock.advance(45);
        return [call('get_incident', { incident_id: id })];
      },
    ]);

    const { ended, spent } = await ask(slow.model);

    expect([ended, spent.calls]).toEqual(['out_of_budget', 2]);
  });

  it('says so when the model does not answer, or has nothing to say', async () => {
    const { ask } = await onStage();

    const silent = await ask(scriptedModel([new DependencyUnavailable('bedrock', 'AccessDeniedException')]).model);
    const talking = await ask(scriptedModel([[{ kind: 'text', text: 'I am not sure.' }]]).model);

    expect([silent.ended, talking.ended]).toEqual(['not_answered', 'nothing_to_suggest']);
  });

  it('is off unless the policy says otherwise, and needs the role responder', async () => {
    const off = await onStage({ enabled: false });
    const on = await onStage();
    const { model, asked } = scriptedModel([suggest({ says: 'x', cites: ['D1-H1-C1'] })]);

    await expect(off.ask(model)).rejects.toThrow(/no investigator/);
    expect(asked).toEqual([]);
    await expect(on.ask(model, 'vera')).rejects.toThrow(/needs responder/);
    expect((await on.whole()).timeline.some(({ kind }) => kind === 'investigation.suggested')).toBe(false);
  });
});
