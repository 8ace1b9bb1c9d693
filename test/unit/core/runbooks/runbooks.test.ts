import { describe, expect, it } from 'vitest';
import { PolicySchema } from '../../../../functions/core/contracts/policy.ts';
import { cluesOf } from '../../../../functions/core/domain/binding.ts';
import { fillQuery } from '../../../../functions/core/domain/query.ts';
import type { Runbook } from '../../../../functions/core/domain/runbook.ts';
import { conclude } from '../../../../functions/core/domain/weigh.ts';
import { RUNBOOKS } from '../../../../functions/core/runbooks/index.ts';

const BLANKS = { service: 'checkout', dependency: 'payments', window: 5, baseline: 900 };
const { minimumConfidence } = PolicySchema.parse({ services: {} });

const queriesOf = ({ signature, recoveredWhen }: Runbook): readonly string[] => [
  ...signature.flatMap(({ measure }) => ('query' in measure ? [measure.query] : [])),
  ...recoveredWhen.map(({ query }) => query),
];

const stepsOf = ({ ladder }: Runbook) => ladder.flatMap(({ steps }) => steps);

const candidate = (runbook: Runbook, held: boolean) => ({
  runbook,
  scope: { service: 'checkout', dependency: 'database' },
  observed: runbook.signature.map((clue) => ({
    clue,
    evidence: {
      source: clue.measure.source,
      query: 'asked',
      at: '',
      value: 'above' in clue.holds === held ? 1e9 : -1e9,
    },
  })),
});

describe.each(RUNBOOKS.map((runbook) => ({ name: runbook.fault, runbook })))('the runbook $name', ({ runbook }) => {
  it('has only clues that speak for it when they hold and against it when not', () => {
    for (const { ratio } of runbook.signature) {
      expect(ratio.held).toBeGreaterThan(1);
      expect(ratio.not).toBeLessThan(1);
      expect(ratio.not).toBeGreaterThan(0);
    }
  });

  it('needs at least one clue to be seen', () => {
    expect(runbook.signature.some(({ required }) => required)).toBe(true);
  });

  it('asks only about the service in question, with every blank known', () => {
    for (const query of queriesOf(runbook)) {
      expect(fillQuery(query, BLANKS)).toContain('service="checkout"');
      expect(fillQuery(query, BLANKS)).not.toMatch(/[{}]{2}/);
      expect(query).not.toMatch(/\bALERTS\b|alertname|fault=/);
    }
  });

  it('gives every clue, step and condition its own name', () => {
    for (const names of [
      runbook.signature.map(({ id }) => id),
      runbook.ladder.map(({ id }) => id),
      stepsOf(runbook).map(({ id }) => id),
      runbook.recoveredWhen.map(({ query }) => query),
    ]) {
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('ends every step within half a minute, in a declared way', () => {
    for (const { timeoutSeconds, ending } of stepsOf(runbook)) {
      expect(timeoutSeconds).toBeLessThanOrEqual(30);
      expect(['inverse', 'nothing_to_undo', 'irreversible']).toContain(ending.kind);
    }
  });

  it('binds parameters only to clues that it has, and asks before each step whether it still fits', () => {
    const clues = runbook.signature.map(({ id }) => id);

    for (const step of stepsOf(runbook)) {
      for (const clue of cluesOf(step)) expect(clues).toContain(clue);
      expect(step.preconditions.length).toBeGreaterThan(0);
    }
  });

  it('takes no silence for recovery: a share is asked only of traffic that there is', () => {
    for (const { query } of runbook.recoveredWhen) {
      if (query.includes(' or 0 * ')) expect(query).toMatch(/ \/ \(sum\(rate\(.+\)\) > 0\)$/);
    }
  });

  it('is the answer when all its clues hold and those of the others do not', () => {
    const candidates = RUNBOOKS.map((one) => candidate(one, one === runbook));

    expect(conclude(candidates, minimumConfidence, '')).toMatchObject({
      outcome: 'explained',
      best: { fault: runbook.fault },
    });
  });
});

it('considers no runbook twice', () => {
  expect(new Set(RUNBOOKS.map(({ fault }) => fault)).size).toBe(RUNBOOKS.length);
});

it('names no step as another runbook names one: people read the names alone', () => {
  const names = RUNBOOKS.flatMap(stepsOf).map(({ id }) => id);

  expect(names.toSorted()).toEqual([...new Set(names)].toSorted());
});

it('is sure of nothing when all clues of all runbooks hold at once', () => {
  const diagnosis = conclude(
    RUNBOOKS.map((one) => candidate(one, true)),
    minimumConfidence,
    '',
  );

  expect(diagnosis).toMatchObject({ outcome: 'inconclusive', reason: 'low_confidence' });
});
