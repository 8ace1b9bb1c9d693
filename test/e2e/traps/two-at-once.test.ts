import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aftermathOf } from '../../support/aftermath.ts';
import { endsWell } from '../../support/as-new.ts';
import { ownStack } from '../../support/own-stack.ts';
import { calm } from '../../support/scenario.ts';

const outputs = ownStack();

/** Whoever else suffers on a busy machine does so for a reason of its own. */
const HURT = ['edge', 'orders'];

describe('two-at-once', () => {
  beforeEach(() => calm(outputs));
  afterEach(() => endsWell(outputs));

  it('becomes two incidents with a cause each, each healed without touching the other', async () => {
    const { incidents } = await aftermathOf(outputs, 'two-at-once', { opens: 2, of: HURT });

    const told = incidents.map(({ service, status, diagnosis, actions }) => ({
      service,
      status,
      fault: diagnosis?.best?.fault,
      steps: actions.map(({ step, result }) => `${step} ${result}`),
    }));
    expect(told.toSorted((a, b) => (a.fault ?? '').localeCompare(b.fault ?? ''))).toEqual([
      { service: 'edge', status: 'closed', fault: 'certificate-expiry', steps: ['renew-certificate done'] },
      { service: 'orders', status: 'closed', fault: 'queue-backlog', steps: ['enable-feed done'] },
    ]);
  });
});
