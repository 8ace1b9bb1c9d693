import fc from 'fast-check';
import type { EnvelopeFacts } from '../../../../functions/core/domain/envelope.ts';
import type { EnvelopePolicy } from '../../../../functions/core/domain/envelope-policy.ts';
import { aGrant, aPolicy } from '../../../support/builders.ts';

/** From mild to strict. */
export const ORDER = ['allow', 'ask', 'observe', 'deny'] as const;

/** Facts that are inside of every limit. */
export const envelopeFacts = (part: Partial<EnvelopeFacts> = {}): EnvelopeFacts => ({
  modes: [
    { service: 'checkout', mode: 'auto' },
    { service: 'payments', mode: 'auto' },
  ],
  runbook: { fault: 'api-503', mode: 'auto' },
  limits: aPolicy().envelope,
  brake: { engaged: false },
  confidence: 0.95,
  minimumConfidence: 0.8,
  evidenceAge: 2,
  flapping: false,
  targets: 1,
  reaches: [],
  irreversible: false,
  tried: [],
  rests: [],
  opened: 1,
  unreadable: [],
  ...part,
});

const anyMode = fc.constantFrom('auto', 'approve', 'observe', undefined);
const anyNumber = fc.oneof(fc.double({ min: 0, max: 1 }), fc.constantFrom(Number.NaN, Infinity, -Infinity));
const anyCount = fc.oneof(fc.integer({ min: -1, max: 12 }), fc.constant(Number.NaN));
const anySeconds = fc.oneof(fc.integer({ min: 0, max: 90_000 }), fc.constant(Number.NaN));

const anyCap = fc.record({ perHour: fc.integer({ min: 1, max: 5 }), perDay: fc.integer({ min: 1, max: 9 }) });
const anyRefusal = fc.constantFrom('ask', 'deny');
const anyRefusals: fc.Arbitrary<EnvelopePolicy['refusals']> = fc.record({
  cap: anyRefusal,
  cooldown: anyRefusal,
  hold: anyRefusal,
  blastRadius: anyRefusal,
  storm: anyRefusal,
  confidence: anyRefusal,
  evidence: anyRefusal,
  flapping: anyRefusal,
  maintenance: anyRefusal,
  freeze: anyRefusal,
});

export const anyLimits: fc.Arbitrary<EnvelopePolicy> = fc.record({
  perTarget: anyCap,
  perRunbook: anyCap,
  cooldownSeconds: anySeconds,
  hold: fc.record({ baseSeconds: anySeconds, mostSeconds: anySeconds }),
  blastRadius: fc.record({ targets: anyCount, things: anyCount, percent: anyCount, minimumHealthy: anyCount }),
  storm: fc.record({ incidents: anyCount, windowSeconds: anySeconds }),
  evidenceSeconds: anySeconds,
  freezes: fc.constant([]),
  refusals: anyRefusals,
});

export const anyFacts: fc.Arbitrary<EnvelopeFacts> = fc.record({
  modes: fc.array(fc.record({ service: fc.string(), mode: anyMode }), { maxLength: 3 }),
  runbook: fc.record({ fault: fc.string(), mode: fc.constantFrom('auto', 'approve', 'observe') }),
  limits: anyLimits,
  grant: fc.constantFrom(undefined, aGrant()),
  brake: fc.option(fc.record({ engaged: fc.boolean(), by: fc.option(fc.string(), { nil: undefined }) }), {
    nil: undefined,
  }),
  confidence: anyNumber,
  minimumConfidence: anyNumber,
  evidenceAge: anySeconds,
  flapping: fc.boolean(),
  targets: anyCount,
  reaches: fc.array(
    fc.record({
      target: fc.string(),
      service: fc.string(),
      what: fc.constantFrom('instances', 'sessions'),
      count: anyCount,
      instances: fc.option(anyCount, { nil: undefined }),
      healthy: fc.option(anyCount, { nil: undefined }),
    }),
    { maxLength: 2 },
  ),
  irreversible: fc.boolean(),
  tried: fc.array(
    fc.record({
      cap: anyCap.map((cap) => ({ subject: 'target:a' as const, ...cap })),
      lastHour: anyCount,
      lastDay: anyCount,
    }),
    { maxLength: 2 },
  ),
  rests: fc.array(
    fc.record({
      target: fc.string(),
      since: fc.option(anySeconds, { nil: undefined }),
      failures: anyCount,
    }),
    { maxLength: 2 },
  ),
  opened: fc.option(anyCount, { nil: undefined }),
  unreadable: fc.array(fc.string(), { maxLength: 2 }),
});
