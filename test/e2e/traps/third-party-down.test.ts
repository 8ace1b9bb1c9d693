import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aftermathOf } from '../../support/aftermath.ts';
import { ownStack } from '../../support/own-stack.ts';
import { calm, proves } from '../../support/scenario.ts';

const outputs = ownStack();

describe('third-party-down', () => {
  beforeEach(() => calm(outputs));
  afterEach(() => proves(outputs));

  it('is left to those whose it is: the fail-over does not answer either', async () => {
    const { incidents, actions } = await aftermathOf(outputs, 'third-party-down', { opens: 1 });

    expect(actions).toEqual([]);
    expect(incidents.map(({ status }) => status)).toEqual(incidents.map(() => 'escalated'));
  });
});
