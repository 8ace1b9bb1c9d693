import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aftermathOf } from '../../support/aftermath.ts';
import { endsWell } from '../../support/as-new.ts';
import { ownStack } from '../../support/own-stack.ts';
import { calm } from '../../support/scenario.ts';

const outputs = ownStack();

describe('unknown-fault', () => {
  beforeEach(() => calm(outputs));
  afterEach(() => endsWell(outputs));

  it('is handed to people with the service that the series accuse, and nothing is done', async () => {
    const { incidents, actions } = await aftermathOf(outputs, 'unknown-fault', { opens: 1 });

    expect(actions).toEqual([]);
    for (const { status, diagnosis, ranking } of incidents) {
      expect(status).toBe('escalated');
      expect(diagnosis).toMatchObject({ outcome: 'inconclusive' });
      expect(diagnosis?.examination?.says).toContain('checkout');
      expect(ranking[0]).toMatchObject({ service: 'checkout' });
    }
  });
});
