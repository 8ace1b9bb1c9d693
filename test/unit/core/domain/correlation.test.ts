import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  belongingOf,
  neighboursOf,
  type OpenTrouble,
  type Trouble,
} from '../../../../functions/core/domain/correlation.ts';

const CALLS = { edge: ['checkout', 'catalogue'], checkout: ['payments', 'database'], catalogue: ['database'] };
const LIMITS = { windowSeconds: 120, cap: 500 };
const at = (seconds: number): string => new Date(1_800_000_000_000 + seconds * 1000).toISOString();

const aTrouble = (part: Partial<Trouble> = {}): Trouble => ({
  source: 'alertmanager',
  groupKey: 'new',
  service: 'payments',
  startsAt: at(40),
  ...part,
});

const anOpen = (part: Partial<OpenTrouble> = {}): OpenTrouble => ({
  id: 'INC-01',
  source: 'alertmanager',
  groupKey: 'open',
  service: 'checkout',
  startsAt: at(0),
  swallowed: 0,
  ...part,
});

describe('correlation', () => {
  it('joins a direct callee that began within the window, and says why', () => {
    expect(belongingOf(aTrouble(), [anOpen()], CALLS, LIMITS)).toEqual({
      to: 'open',
      id: 'INC-01',
      reason: 'neighbour',
      because: 'checkout calls payments and both began within 40 s',
    });
  });

  it('joins the same service before a neighbour', () => {
    const open = [anOpen({ id: 'INC-01', service: 'database' }), anOpen({ id: 'INC-02', startsAt: at(10) })];

    expect(belongingOf(aTrouble({ service: 'checkout' }), open, CALLS, LIMITS)).toMatchObject({
      id: 'INC-02',
      reason: 'same_service',
    });
  });

  it('joins its own group however long ago that began', () => {
    expect(belongingOf(aTrouble({ groupKey: 'open', startsAt: at(9_000) }), [anOpen()], CALLS, LIMITS)).toMatchObject({
      reason: 'same_group',
    });
  });

  it.each([
    ['a service two calls away', aTrouble({ service: 'payments' }), anOpen({ service: 'edge' })],
    ['a service outside the topology', aTrouble({ service: 'elsewhere' }), anOpen()],
    ['an alert that names no service', aTrouble({ service: undefined }), anOpen({ service: undefined })],
    ['a trouble that began later than the window', aTrouble({ startsAt: at(121) }), anOpen()],
    ['an incident that is full', aTrouble(), anOpen({ swallowed: 500 })],
    ['a service with the name of a prototype member', aTrouble({ service: 'constructor' }), anOpen()],
  ])('opens anew for %s', (_, trouble, open) => {
    expect(belongingOf(trouble, [open], CALLS, LIMITS)).toEqual({ to: 'new' });
  });

  it('does not depend on the order in which incidents are read', () => {
    const services = fc.constantFrom('edge', 'checkout', 'payments', 'database', 'catalogue');
    const troubles = fc.array(fc.record({ service: services, offset: fc.integer({ min: 0, max: 300 }) }), {
      maxLength: 8,
    });

    fc.assert(
      fc.property(services, troubles, fc.integer({ min: 0, max: 300 }), (service, others, offset) => {
        const open = others.map((one, i) =>
          anOpen({ id: `INC-${i}`, groupKey: `g${i}`, service: one.service, startsAt: at(one.offset) }),
        );
        const trouble = aTrouble({ service, startsAt: at(offset) });

        expect(belongingOf(trouble, open.toReversed(), CALLS, LIMITS)).toEqual(
          belongingOf(trouble, open, CALLS, LIMITS),
        );
      }),
    );
  });

  it('knows neighbours in both directions', () => {
    expect(neighboursOf(CALLS, 'checkout')).toEqual(['database', 'edge', 'payments']);
    expect(neighboursOf(CALLS, 'payments')).toEqual(['checkout']);
  });
});
