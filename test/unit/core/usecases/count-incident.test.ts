import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countEntries, summed } from '../../../../functions/core/domain/tally/count-entry.ts';
import type { Sample } from '../../../../functions/core/domain/tally/metrics.ts';
import { makeCountIncident } from '../../../../functions/core/usecases/count-incident.ts';
import { aPolicy } from '../../../support/builders.ts';
import { aWorld } from '../../../support/fakes/world.ts';
import { lawfulFacts } from '../../../support/lawful-facts.ts';

const { record } = await lawfulFacts();

const counting = () => {
  const world = aWorld({ policy: aPolicy() });
  for (const whole of record.incidents) world.memory.incidents.set(whole.incident.id, whole);
  return { ...world, count: makeCountIncident(world.tallies) };
};

const told = record.incidents.flatMap(({ incident, timeline }) =>
  timeline.map(({ seq }) => ({ id: incident.id, seq })),
);

const byName = (samples: readonly Sample[]): Record<string, number> =>
  Object.fromEntries(samples.map(({ metric, part, labels, value }) => [[metric, part, ...labels].join(' '), value]));

const right = byName(summed(record.incidents.flatMap(({ timeline }) => countEntries(undefined, timeline).counts)));

describe('counting what the stream tells', () => {
  it('counts every entry once, in whatever order and however often it is told of', async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...told, ...told], { minLength: told.length }), async (telling) => {
        const { count, tallies } = counting();

        for (const { id, seq } of telling) await count(id, seq);
        for (const { id, seq } of told) await count(id, seq);

        expect(byName(await tallies.totals())).toEqual(right);
      }),
      { numRuns: 50 },
    );
  });

  it('counts once when two are at the same incident', async () => {
    const { count, tallies } = counting();

    await Promise.all([...told, ...told].map(({ id, seq }) => count(id, seq)));

    expect(byName(await tallies.totals())).toEqual(right);
  });

  it('gives up, and says so, when it is always somebody else who counts', async () => {
    const { tallies } = counting();
    const count = makeCountIncident({ ...tallies, add: async () => 'conflict' });
    const [first] = told;

    expect(first && (await count(first.id, first.seq))).toBe('contended');
  });

  it('has as many incidents in each status as there are', async () => {
    const { count, tallies } = counting();

    for (const { id, seq } of told) await count(id, seq);

    const counted = (await tallies.totals()).filter(({ metric }) => metric === 'selfright_incidents');
    const statuses = record.incidents.map(({ incident }) => incident.status);
    for (const { labels, value } of counted)
      expect([labels, value]).toEqual([labels, statuses.filter((one) => one === labels[0]).length]);
    expect(counted.reduce((sum, { value }) => sum + value, 0)).toBe(statuses.length);
  });
});
