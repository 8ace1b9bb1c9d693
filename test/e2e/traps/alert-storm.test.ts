import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aftermathOf } from '../../support/aftermath.ts';
import { endsWell } from '../../support/as-new.ts';
import { ownStack } from '../../support/own-stack.ts';
import { calm } from '../../support/scenario.ts';

const outputs = ownStack();

/** As many as the trap sends. */
const ALERTS = 300;

describe('alert-storm', () => {
  beforeEach(() => calm(outputs));
  afterEach(() => endsWell(outputs));

  it('loses no alert, leads to few incidents and to no action', async () => {
    const { incidents, actions } = await aftermathOf(outputs, 'alert-storm', { opens: 1, actsFor: 15 });

    const known = new Set(
      incidents.flatMap(({ alerts }) => alerts.flatMap(({ labels }) => (labels['storm'] ? [labels['instance']] : []))),
    );
    expect(actions).toEqual([]);
    expect(known.size).toBe(ALERTS);
    expect(incidents.length).toBeLessThan(10);
    for (const { endedFor } of incidents) expect(endedFor).not.toBe('recovery_measured');
  });
});
