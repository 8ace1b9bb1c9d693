import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aftermathOf } from '../../support/aftermath.ts';
import { endsWell } from '../../support/as-new.ts';
import { ownStack } from '../../support/own-stack.ts';
import { calm } from '../../support/scenario.ts';

const outputs = ownStack();

describe('blip', () => {
  beforeEach(() => calm(outputs));
  afterEach(() => endsWell(outputs));

  it('is over before anybody could act: nobody does, and no recovery is claimed', async () => {
    const { incidents, actions } = await aftermathOf(outputs, 'blip', { opens: 1 });

    expect(actions).toEqual([]);
    for (const { endedFor } of incidents) expect(endedFor).not.toBe('recovery_measured');
  });
});
