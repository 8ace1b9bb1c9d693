import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aftermathOf } from '../../support/aftermath.ts';
import { endsWell } from '../../support/as-new.ts';
import { ownStack } from '../../support/own-stack.ts';
import { calm } from '../../support/scenario.ts';

const outputs = ownStack();

describe('third-party-down', () => {
  beforeEach(() => calm(outputs));
  afterEach(() => endsWell(outputs));

  it('is left to those whose it is: the fail-over does not answer either', async () => {
    const { incidents, actions } = await aftermathOf(outputs, 'third-party-down', { opens: 1 });

    expect(actions).toEqual([]);
    expect(incidents.map(({ status }) => status)).toEqual(incidents.map(() => 'escalated'));
  });
});
