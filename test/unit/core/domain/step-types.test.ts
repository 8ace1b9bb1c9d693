import { describe, expect, it } from 'vitest';
import type { StepDeclaration } from '../../../../functions/core/domain/step.ts';

const whole = {
  id: 'restore-version',
  says: 'point the alias back',
  operation: 'point-alias',
  parameters: {
    functionName: { dependency: 'lambda.functionName' },
    alias: { dependency: 'lambda.alias' },
    version: { clue: 'release', member: 'lastGood' },
    weights: { value: {} },
  },
  touches: { at: 'dependency', what: 'aliases' },
  preconditions: [{ target: 'as_planned' }],
  snapshot: ['version'],
  ending: { kind: 'nothing_to_undo', because: 'this is a test' },
  timeoutSeconds: 5,
  risk: 'safe',
} as const satisfies StepDeclaration;

const { touches, preconditions, snapshot, ending, timeoutSeconds, risk, parameters, ...rest } = whole;

/** Each line is refused by the compiler: without the error that is expected here, this file does not compile. */
const refused: readonly unknown[] = [
  // @ts-expect-error it does not say what it touches
  { ...rest, parameters, preconditions, snapshot, ending, timeoutSeconds, risk } satisfies StepDeclaration,
  // @ts-expect-error it asks nothing beforehand
  { ...rest, parameters, touches, snapshot, ending, timeoutSeconds, risk } satisfies StepDeclaration,
  // @ts-expect-error an empty list of preconditions is none
  { ...whole, preconditions: [] } satisfies StepDeclaration,
  // @ts-expect-error it keeps nothing of what was there before
  { ...rest, parameters, touches, preconditions, ending, timeoutSeconds, risk } satisfies StepDeclaration,
  // @ts-expect-error it does not say how it ends
  { ...rest, parameters, touches, preconditions, snapshot, timeoutSeconds, risk } satisfies StepDeclaration,
  // @ts-expect-error it never gives up
  { ...rest, parameters, touches, preconditions, snapshot, ending, risk } satisfies StepDeclaration,
  // @ts-expect-error nobody knows how dangerous it is
  { ...rest, parameters, touches, preconditions, snapshot, ending, timeoutSeconds } satisfies StepDeclaration,
  // @ts-expect-error its operation needs more than it gives
  { ...whole, parameters: { functionName: { value: 'payments' } } } satisfies StepDeclaration,
  // @ts-expect-error its operation keeps no such thing
  { ...whole, snapshot: ['reserved'] } satisfies StepDeclaration,
  // @ts-expect-error an inverse names a real operation, of the same connector
  { ...whole, ending: { kind: 'inverse', how: 'pray', operation: 'pray', parameters: {} } } satisfies StepDeclaration,
];

describe('a step that leaves out what it owes', () => {
  it('does not compile', () => {
    expect(refused).toHaveLength(10);
  });

  it('does not compile when its inverse takes what the snapshot does not hold', () => {
    const { functionName, alias, weights } = parameters;
    const given = { functionName: { parameter: 'functionName' }, alias: { parameter: 'alias' } } as const;
    const back = { ...given, version: { snapshot: 'reserved' }, weights: { snapshot: 'weights' } } as const;
    const inverse = { kind: 'inverse', how: 'point it back', operation: 'point-alias', parameters: back } as const;
    // @ts-expect-error the operation keeps no such thing
    const step = { ...whole, ending: inverse } satisfies StepDeclaration;

    expect(step.parameters).toMatchObject({ functionName, alias, weights });
  });
});
