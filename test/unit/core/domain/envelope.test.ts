import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, type EnvelopeFacts, judge, type Verdict } from '../../../../functions/core/domain/envelope.ts';

const facts = (part: Partial<EnvelopeFacts> = {}): EnvelopeFacts => ({
  modes: [
    { service: 'checkout', mode: 'auto' },
    { service: 'payments', mode: 'auto' },
  ],
  brake: { engaged: false },
  confidence: 0.95,
  minimumConfidence: 0.8,
  targets: 1,
  irreversible: false,
  unreadable: [],
  ...part,
});

const ORDER = ['allow', 'ask', 'observe', 'deny'] as const;
const decisionOn = (part: Partial<EnvelopeFacts>) => decide(judge(facts(part)));
const reasonsFor = (part: Partial<EnvelopeFacts>) => judge(facts(part)).flatMap(({ reason }) => reason ?? []);

const anyMode = fc.constantFrom('auto', 'approve', 'observe', undefined);
const anyNumber = fc.oneof(fc.double({ min: 0, max: 1 }), fc.constantFrom(Number.NaN, Infinity, -Infinity));
const anyFacts: fc.Arbitrary<EnvelopeFacts> = fc.record({
  modes: fc.array(fc.record({ service: fc.string(), mode: anyMode }), { maxLength: 3 }),
  brake: fc.option(fc.record({ engaged: fc.boolean(), by: fc.option(fc.string(), { nil: undefined }) }), {
    nil: undefined,
  }),
  confidence: anyNumber,
  minimumConfidence: anyNumber,
  targets: fc.oneof(fc.integer({ min: -1, max: 3 }), fc.constant(Number.NaN)),
  irreversible: fc.boolean(),
  unreadable: fc.array(fc.string(), { maxLength: 2 }),
});

const aVerdict = (decision: Verdict['decision']): Verdict => ({ rule: 'any', value: 'x', limit: 'y', decision });

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
    ['something would be lost', { irreversible: true }, 'ask', 'mode_approve'],
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

  it('decides about any facts whatsoever', () => {
    fc.assert(fc.property(anyFacts, (any) => ORDER.includes(decide(judge(any)))));
  });

  it('never allows what it could not read, or what is no number', () => {
    fc.assert(
      fc.property(anyFacts, (any) => {
        const doubtful =
          any.unreadable.length > 0 ||
          any.brake === undefined ||
          any.modes.length === 0 ||
          any.modes.some(({ mode }) => mode !== 'auto') ||
          [any.confidence, any.minimumConfidence, any.targets].some(Number.isNaN);
        if (doubtful) expect(decide(judge(any))).not.toBe('allow');
      }),
    );
  });

  it('never becomes milder by one more doubt', () => {
    const doubts: readonly ((any: EnvelopeFacts) => EnvelopeFacts)[] = [
      (any) => ({ ...any, unreadable: [...any.unreadable, 'policy'] }),
      (any) => ({ ...any, brake: undefined }),
      (any) => ({ ...any, brake: { engaged: true } }),
      (any) => ({ ...any, confidence: any.confidence - 0.1 }),
      (any) => ({ ...any, minimumConfidence: any.minimumConfidence + 0.1 }),
      (any) => ({ ...any, targets: 0 }),
      (any) => ({ ...any, irreversible: true }),
      (any) => ({ ...any, modes: [...any.modes, { service: 'another', mode: 'observe' }] }),
      (any) => ({ ...any, modes: [...any.modes, { service: 'another', mode: 'approve' }] }),
    ];
    const strictness = (any: EnvelopeFacts) => ORDER.indexOf(decide(judge(any)));
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...doubts), (any, doubt) => {
        fc.pre(any.modes.length > 0);
        expect(strictness(doubt(any))).toBeGreaterThanOrEqual(strictness(any));
      }),
    );
  });
});
