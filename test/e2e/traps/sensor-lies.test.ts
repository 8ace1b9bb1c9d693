import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aftermathOf } from '../../support/aftermath.ts';
import { endsWell } from '../../support/as-new.ts';
import { ownStack } from '../../support/own-stack.ts';
import { calm } from '../../support/scenario.ts';

const outputs = ownStack();

describe('sensor-lies', () => {
  beforeEach(() => calm(outputs));
  afterEach(() => endsWell(outputs));

  it('is not believed: what the metric counts is nowhere to be found', async () => {
    const { incidents, actions } = await aftermathOf(outputs, 'sensor-lies', { opens: 1 });

    expect(actions).toEqual([]);
    expect(incidents).toMatchObject([{ status: 'escalated', diagnosis: { outcome: 'inconclusive' } }]);
  });
});
