import * as z from 'zod';

const name = z.string().regex(/^[a-z][a-z0-9-]{0,62}$/, 'a kebab-case name');

const ServicePolicySchema = z.strictObject({
  mode: z.enum(['observe', 'approve', 'auto']).default('observe'),
  calls: z.array(name).default([]),
  probeUrl: z.url({ protocol: /^https?$/ }).optional(),
  applicationNamePrefix: z.string().min(3).optional(),
  postgres: z.strictObject({ connection: name }).optional(),
  lambda: z.strictObject({ functionName: z.string().min(1), alias: z.string().min(1) }).optional(),
});

const seconds = (fallback: number) => z.number().positive().max(86_400).default(fallback);

const TimingsSchema = z.strictObject({
  rateWindow: seconds(60),
  baseline: seconds(1800),
  settle: seconds(15),
  hold: seconds(60),
  lookEvery: seconds(10),
  giveUp: seconds(300),
  step: seconds(10),
  idleInTransaction: seconds(10),
  relapse: seconds(180),
});

/** `selfright.config.ts` as it is parsed at deploy; defaults are those of `domain/policy.ts`' members. */
export const PolicySchema = z.strictObject({
  services: z.record(name, ServicePolicySchema),
  timings: TimingsSchema.prefault({}),
  minimumConfidence: z.number().min(0.5).max(1).default(0.8),
});

/** What a person writes. */
export type PolicyInput = z.input<typeof PolicySchema>;
