import validate from 'asl-validator';
import { describe, expect, it } from 'vitest';
import {
  ActOutput,
  AskInput,
  AskOutput,
  CloseOutput,
  DiagnoseOutput,
  EscalateOutput,
  PlanOutput,
  RollBackOutput,
  StepInput,
  VerifyOutput,
} from '../../../functions/core/contracts/workflow.ts';
import { REASONS } from '../../../functions/core/domain/reason.ts';
import { ROLL_BACK_MODES } from '../../../functions/core/domain/rollback.ts';
import { type Definition, readDefinition, readStateMachineReadme, type State } from '../../support/definition.ts';
import { breachesIn } from '../../support/definition-checks.ts';

const LANGUAGE_ONLY = { checkPaths: true, checkArn: false };

const stateOf = (definition: Definition, name: string): State => {
  const state = definition.States[name];
  if (state === undefined) throw new Error(`no state is called ${name}`);
  return state;
};

const spoiled = (spoil: (state: (name: string) => State) => void): Definition => {
  const definition = readDefinition();
  spoil((name) => stateOf(definition, name));
  return definition;
};

describe('the definition', () => {
  it('is valid in its language', () => {
    const verdict = validate(readDefinition(), LANGUAGE_ONLY);

    expect(verdict.errors).toEqual([]);
  });

  it('keeps every rule of the house', () => {
    const breaches = breachesIn(readDefinition());

    expect(breaches).toEqual([]);
  });

  it('offers a crashed action again until its lease of 30 s is over', () => {
    const [retry] = stateOf(readDefinition(), 'Run actions').Retry ?? [];

    const { IntervalSeconds = 0, MaxAttempts = 0, BackoffRate = 0 } = retry ?? {};
    const waited = Array.from({ length: MaxAttempts }, (_, i) => IntervalSeconds * BackoffRate ** i);
    expect(waited.reduce((sum, seconds) => sum + seconds, 0)).toBeGreaterThan(30);
  });

  it.each([
    [
      'a timeout that is computed',
      'Diagnose has no literal',
      spoiled((s) => (s('Diagnose').TimeoutSeconds = '{% 1 %}')),
    ],
    ['a task without retries', 'Close does not retry', spoiled((s) => (s('Close').Retry = []))],
    ['a task that lets a crash through', 'Run actions does not catch', spoiled((s) => (s('Run actions').Catch = []))],
    [
      'a retry by an error name',
      'tells errors apart by the name DependencyUnavailable',
      spoiled((s) => s('Close').Retry?.[0]?.ErrorEquals.push('DependencyUnavailable')),
    ],
    ['a choice without a last resort', 'does not hand over', spoiled((s) => s('Branch on the plan').Choices?.pop())],
    ['a loop without a bound', 'unbounded loop', spoiled((s) => (s('Close').Next = 'Settle'))],
  ])('refuses %s', (_what, breach, definition) => {
    const breaches = breachesIn(definition);

    expect(breaches.join('\n')).toContain(breach);
  });

  it('refuses a state that nothing leads to', () => {
    const definition = spoiled((s) => (s('Settle').Next = 'Close'));

    const verdict = validate(definition, LANGUAGE_ONLY);

    expect(verdict.isValid).toBe(false);
  });
});

describe('what the machine branches on', () => {
  const wordsIn = (text: string): readonly string[] =>
    [...text.matchAll(/'([a-z_]+)'/g)].flatMap(([, word]) => word ?? []);

  it.each([
    ['Branch on the diagnosis', DiagnoseOutput],
    ['Branch on the plan', PlanOutput],
    ['Branch on the approval', AskOutput],
    ['Branch on the action', ActOutput],
    ['Branch on the recovery', VerifyOutput],
  ])('%s knows every outcome of its Lambda, and no other', (name, { shape }) => {
    const { Choices = [] } = stateOf(readDefinition(), name);

    const known = new Set(Choices.flatMap(({ Condition }) => wordsIn(Condition)));

    expect(known).toEqual(new Set(shape.outcome.options));
  });

  it('Branch on the rollback knows every outcome, whyever something is taken back', () => {
    const { Choices = [] } = stateOf(readDefinition(), 'Branch on the rollback');

    const known = new Set(Choices.flatMap(({ Condition }) => wordsIn(Condition)));

    expect(known).toEqual(new Set([...RollBackOutput.shape.outcome.options, ...ROLL_BACK_MODES]));
  });

  it('takes every answer of the last two states as an end', () => {
    const { States } = readDefinition();

    expect(States).toMatchObject({ Close: { End: true }, Escalate: { End: true } });
    expect([...CloseOutput.shape.outcome.options, ...EscalateOutput.shape.outcome.options]).toEqual([
      'closed',
      'superseded',
      'escalated',
      'superseded',
    ]);
  });

  it('hands over with reasons of the closed set only', () => {
    const text = JSON.stringify(readDefinition());

    const reasons = [...text.matchAll(/"reason":"([^"]+)"/g)].flatMap(([, reason]) => reason ?? []);

    expect(reasons.length).toBeGreaterThan(0);
    expect(reasons.filter((reason) => !REASONS.some((known) => known === reason))).toEqual([]);
  });
});

describe('what goes to a Lambda', () => {
  it('is what the contract of a step knows', () => {
    const tasks = Object.values(readDefinition().States).filter(({ Type }) => Type === 'Task');

    const sent = tasks.flatMap(({ Arguments }) =>
      typeof Arguments?.Payload === 'string'
        ? [...Arguments.Payload.matchAll(/'(\w+)':/g)].map(([, key]) => key)
        : Object.keys(Object(Arguments?.Payload)),
    );

    expect(new Set(sent)).toEqual(new Set(Object.keys({ ...StepInput.shape, ...AskInput.shape })));
  });
});

describe('the document about it', () => {
  it('describes every state, and no other', () => {
    const described = [...readStateMachineReadme().matchAll(/^\| `([A-Z][^`]*)` +\|/gm)].map(([, name]) => name);

    expect(new Set(described)).toEqual(new Set(Object.keys(readDefinition().States)));
  });
});
