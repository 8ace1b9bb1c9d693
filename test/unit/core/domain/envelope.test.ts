import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rest, Tried } from '../../../../functions/core/domain/envelope/facts.ts';
import { holdSeconds } from '../../../../functions/core/domain/envelope/limits.ts';
import { decide, type EnvelopeFacts, judge, type Verdict } from '../../../../functions/core/domain/envelope.ts';
import { aGrant, aPolicy } from '../../../support/builders.ts';
import { envelopeFacts as facts, ORDER } from './envelope-facts.ts';

const decisionOn = (part: Partial<EnvelopeFacts>) => decide(judge(facts(part)));
const reasonsFor = (part: Partial<EnvelopeFacts>) => judge(facts(part)).flatMap(({ reason }) => reason ?? []);

const aVerdict = (decision: Verdict['decision']): Verdict => ({ rule: 'any', value: 'x', limit: 'y', decision });

const FREEZE = { from: '2026-03-02T00:00:00.000Z', until: '2026-03-03T00:00:00.000Z', reason: 'release day' };
const tried = (lastHour: number, lastDay: number): Tried => ({
  cap: { subject: 'target:a', perHour: 3, perDay: 7 },
  lastHour,
  lastDay,
});
const rest = (since: number, failures = 0): Rest => ({ target: 'a', since, failures });
const reach = (part: Partial<EnvelopeFacts['reaches'][number]>) => ({
  target: 'a',
  service: 'checkout',
  what: 'instances',
  count: 1,
  instances: 2_000,
  healthy: 2_000,
  ...part,
});

describe('the strictest rule', () => {
  it('decides, wherever it stands', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ORDER), { minLength: 1 }), (decisions) => {
        const strictest = ORDER[Math.max(...decisions.map((decision) => ORDER.indexOf(decision)))];
        expect(decide(decisions.map(aVerdict))).toBe(strictest);
      }),
    );
  });

  it('is a refusal when there is no rule at all', () => {
    expect(decide([])).toBe('deny');
  });
});

describe('the envelope', () => {
  it('allows what is inside of every limit', () => {
    expect(decisionOn({})).toBe('allow');
  });

  it('allows what is just inside: the last free slot, the end of a rest, half of the instances', () => {
    const limits = {
      tried: [tried(2, 6)],
      rests: [rest(300), rest(600, 1), rest(2_400, 3)],
      reaches: [reach({ count: 1, instances: 2, healthy: 2 }), reach({ what: 'sessions', count: 1_000 })],
      opened: 10,
      targets: 5,
      evidenceAge: 120,
    };

    expect(judge(facts(limits)).filter(({ decision }) => decision !== 'allow')).toEqual([]);
  });

  it.each([
    ['instances are not known', { instances: undefined, healthy: 2 }],
    ['healthy ones are not known', { instances: 9, healthy: undefined }],
  ])('does not take an instance away when %s', (_, part) => {
    expect(decisionOn({ reaches: [reach(part)] })).toBe('ask');
  });

  it('refuses instead of asking where the policy says so', () => {
    const { envelope } = aPolicy();
    const limits = { ...envelope, refusals: { ...envelope.refusals, cap: 'deny' as const } };

    expect(decisionOn({ limits, tried: [tried(3, 3)] })).toBe('deny');
  });

  it('lets a grant stand for the approval, and for nothing else', () => {
    const grant = aGrant();
    const modes = [
      { service: 'checkout', mode: 'approve' as const },
      { service: 'database', mode: 'auto' as const },
    ];
    const observed = [...modes, { service: 'payments', mode: 'observe' as const }];

    expect(decisionOn({ modes, grant })).toBe('allow');
    expect(judge(facts({ modes, grant }))[0]?.value).toBe('approve, let run by ada until 2026-03-02T14:00:00.000Z');
    expect(decisionOn({ modes: observed, grant })).toBe('observe');
    expect(decisionOn({ modes, grant, irreversible: true })).toBe('ask');
    expect(decisionOn({ modes, grant, tried: [tried(3, 3)] })).toBe('ask');
    expect(decisionOn({ modes, grant, brake: { engaged: true } })).toBe('deny');
  });

  it('holds a target for twice as long after each try in vain, up to the most', () => {
    const hold = { baseSeconds: 600, mostSeconds: 3_600 };

    expect([0, 1, 2, 3, 4, 100].map((failures) => holdSeconds(failures, hold))).toEqual([
      0, 600, 1_200, 2_400, 3_600, 3_600,
    ]);
  });

  it.each([
    ['a brake is engaged', { brake: { engaged: true, by: 'robin' } }, 'deny', 'brake_engaged'],
    ['the brakes are not known', { brake: undefined }, 'deny', 'envelope_unreadable'],
    ['something could not be read', { unreadable: ['database: down'] }, 'deny', 'envelope_unreadable'],
    ['the cause is not sure enough', { confidence: 0.79 }, 'deny', 'low_confidence'],
    ['there is nothing to act on', { targets: 0 }, 'deny', 'no_targets'],
    ['the service is only observed', { modes: [{ service: 'a', mode: 'observe' }] }, 'observe', 'mode_observe'],
    ['the service is not named', { modes: [{ service: 'a', mode: undefined }] }, 'observe', 'mode_observe'],
    ['nothing says what would be touched', { modes: [] }, 'observe', 'mode_observe'],
    ['the service asks first', { modes: [{ service: 'a', mode: 'approve' }] }, 'ask', 'mode_approve'],
    ['something would be lost', { irreversible: true }, 'ask', 'irreversible'],
    ['the runbook asks first', { runbook: { fault: 'a', mode: 'approve' } }, 'ask', 'mode_approve'],
    ['the runbook is only observed', { runbook: { fault: 'a', mode: 'observe' } }, 'observe', 'mode_observe'],
    ['the evidence is old', { evidenceAge: 121 }, 'ask', 'stale_evidence'],
    ['an alert flaps', { flapping: true }, 'ask', 'flapping'],
    ['a freeze covers it', { freeze: FREEZE }, 'ask', 'change_freeze'],
    ['too many incidents were opened', { opened: 11 }, 'ask', 'storm'],
    ['nobody knows how many were opened', { opened: undefined }, 'deny', 'envelope_unreadable'],
    ['it was tried three times in an hour', { tried: [tried(3, 3)] }, 'ask', 'cap_reached'],
    ['it was tried seven times in a day', { tried: [tried(0, 7)] }, 'ask', 'cap_reached'],
    ['another incident has just acted on it', { rests: [rest(299)] }, 'ask', 'cooling_down'],
    ['the last try of another did not help', { rests: [rest(599, 1)] }, 'ask', 'on_hold'],
    ['three in a row did not help', { rests: [rest(2_399, 3)] }, 'ask', 'on_hold'],
    ['it has more targets than may be changed at once', { targets: 6 }, 'ask', 'blast_radius'],
    [
      'it changes too much of one target',
      { reaches: [reach({ what: 'sessions', count: 1_001 })] },
      'ask',
      'blast_radius',
    ],
    [
      'it takes away too many instances',
      { reaches: [reach({ count: 2, instances: 3, healthy: 3 })] },
      'ask',
      'blast_radius',
    ],
    [
      'it leaves no healthy instance',
      { reaches: [reach({ count: 1, instances: 3, healthy: 1 })] },
      'ask',
      'blast_radius',
    ],
  ] as const)('does not allow when %s', (_, part, decision, reason) => {
    expect(decisionOn(part)).toBe(decision);
    expect(reasonsFor(part)).toEqual([reason]);
  });

  it('holds what is changed to its own mode, not only what suffers', () => {
    const modes = [
      { service: 'checkout', mode: 'auto' },
      { service: 'payments', mode: 'observe' },
    ] as const;

    expect(decisionOn({ modes })).toBe('observe');
    expect(judge(facts({ modes }))).toContainEqual(
      expect.objectContaining({ rule: 'mode of payments', value: 'observe', decision: 'observe' }),
    );
  });

  it('tells every rule with what it met and allows, not only the first refusal', () => {
    const rules = judge(facts({ targets: 0, brake: { engaged: true, by: 'robin' }, confidence: 0.1 }));

    expect(rules.filter(({ decision }) => decision === 'deny').map(({ rule }) => rule)).toEqual([
      'brake',
      'confidence',
      'targets',
    ]);
    expect(rules.every(({ value, limit }) => value !== '' && limit !== '')).toBe(true);
  });
});
