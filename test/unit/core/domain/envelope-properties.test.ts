import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, type EnvelopeFacts, judge } from '../../../../functions/core/domain/envelope.ts';
import { CHOSEN_RULES, type EnvelopePolicy } from '../../../../functions/core/domain/envelope-policy.ts';
import { anyFacts, ORDER } from './envelope-facts.ts';

const strictness = (any: EnvelopeFacts) => ORDER.indexOf(decide(judge(any)));

/** Changes of the policy, each of which only makes it stricter. */
const TIGHTER: readonly ((limits: EnvelopePolicy, by: number) => EnvelopePolicy)[] = [
  (limits, by) => ({ ...limits, cooldownSeconds: limits.cooldownSeconds + by }),
  (limits, by) => ({ ...limits, hold: { ...limits.hold, baseSeconds: limits.hold.baseSeconds + by } }),
  (limits, by) => ({ ...limits, hold: { ...limits.hold, mostSeconds: limits.hold.mostSeconds + by } }),
  (limits, by) => ({ ...limits, evidenceSeconds: limits.evidenceSeconds - by }),
  (limits, by) => ({ ...limits, storm: { ...limits.storm, incidents: limits.storm.incidents - by } }),
  ...(['targets', 'things', 'percent'] as const).map((what) => (limits: EnvelopePolicy, by: number) => ({
    ...limits,
    blastRadius: { ...limits.blastRadius, [what]: limits.blastRadius[what] - by },
  })),
  (limits, by) => ({
    ...limits,
    blastRadius: { ...limits.blastRadius, minimumHealthy: limits.blastRadius.minimumHealthy + by },
  }),
  ...CHOSEN_RULES.map((rule) => (limits: EnvelopePolicy) => ({
    ...limits,
    refusals: { ...limits.refusals, [rule]: 'deny' as const },
  })),
];

/** What may be seen beside, each of which is only one more doubt. */
const DOUBTS: readonly ((any: EnvelopeFacts) => EnvelopeFacts)[] = [
  (any) => ({ ...any, unreadable: [...any.unreadable, 'policy'] }),
  (any) => ({ ...any, brake: undefined }),
  (any) => ({ ...any, brake: { engaged: true } }),
  (any) => ({ ...any, confidence: any.confidence - 0.1 }),
  (any) => ({ ...any, minimumConfidence: any.minimumConfidence + 0.1 }),
  (any) => ({ ...any, targets: 0 }),
  (any) => ({ ...any, irreversible: true }),
  (any) => ({ ...any, flapping: true }),
  (any) => ({ ...any, grant: undefined }),
  (any) => ({ ...any, opened: undefined }),
  (any) => ({ ...any, opened: any.opened === undefined ? undefined : any.opened + 1 }),
  (any) => ({ ...any, evidenceAge: any.evidenceAge + 60 }),
  (any) => ({ ...any, freeze: { from: 'a', until: 'b', reason: 'release day' } }),
  (any) => ({ ...any, runbook: { ...any.runbook, mode: 'observe' } }),
  (any) => ({ ...any, modes: [...any.modes, { service: 'another', mode: 'observe' }] }),
  (any) => ({ ...any, modes: [...any.modes, { service: 'another', mode: 'approve' }] }),
  (any) => ({ ...any, tried: any.tried.map((one) => ({ ...one, lastHour: one.lastHour + 1 })) }),
  (any) => ({ ...any, tried: any.tried.map((one) => ({ ...one, lastDay: one.lastDay + 1 })) }),
  (any) => ({
    ...any,
    tried: any.tried.map((one) => ({ ...one, cap: { ...one.cap, perHour: one.cap.perHour - 1 } })),
  }),
  (any) => ({ ...any, rests: any.rests.map((one) => ({ ...one, since: 0 })) }),
  (any) => ({ ...any, reaches: any.reaches.map((one) => ({ ...one, count: one.count + 1 })) }),
];

describe('the envelope, whatever it is given', () => {
  it('decides', () => {
    fc.assert(fc.property(anyFacts, (any) => ORDER.includes(decide(judge(any)))));
  });

  it('tells value and limit of every rule, and why, unless the rule allows', () => {
    fc.assert(
      fc.property(anyFacts, (any) =>
        judge(any).every(
          ({ value, limit, decision, reason }) =>
            value !== '' && limit !== '' && (decision === 'allow') === (reason === undefined),
        ),
      ),
    );
  });

  it('never allows what it could not read, or what is no number', () => {
    fc.assert(
      fc.property(anyFacts, (any) => {
        const numbers = [
          ...[any.confidence, any.minimumConfidence, any.targets, any.evidenceAge, any.opened ?? Number.NaN],
          ...any.tried.flatMap(({ lastHour, lastDay }) => [lastHour, lastDay]),
          ...any.rests.flatMap(({ since = 0, failures }) => [since, failures]),
          ...any.reaches.map(({ count }) => count),
        ];
        const doubtful =
          any.unreadable.length > 0 ||
          any.brake === undefined ||
          any.modes.length === 0 ||
          any.modes.some(({ mode }) => mode !== 'auto' && !(mode === 'approve' && any.grant)) ||
          numbers.some(Number.isNaN);
        if (doubtful) expect(decide(judge(any))).not.toBe('allow');
      }),
    );
  });

  it('never becomes milder by a tighter policy', () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...TIGHTER), fc.integer({ min: 0, max: 100 }), (any, tighter, by) => {
        const after = { ...any, limits: tighter(any.limits, by) };
        expect(strictness(after)).toBeGreaterThanOrEqual(strictness(any));
      }),
      { numRuns: 500 },
    );
  });

  it('never becomes milder by one more doubt', () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...DOUBTS), (any, doubt) => {
        fc.pre(any.modes.length > 0);
        expect(strictness(doubt(any))).toBeGreaterThanOrEqual(strictness(any));
      }),
      { numRuns: 500 },
    );
  });
});
