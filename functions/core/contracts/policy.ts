import * as z from 'zod';
import { EnvelopeSchema } from './envelope-policy.ts';
import { IntegrationsSchema } from './integrations.ts';
import { SignInSchema } from './sign-in.ts';
import { ServiceName as name, SpanShape } from './span.ts';

const ServicePolicySchema = z.strictObject({
  mode: z.enum(['observe', 'approve', 'auto']).default('observe'),
  calls: z.array(name).default([]),
  probeUrl: z.url({ protocol: /^https?$/ }).optional(),
  applicationNamePrefix: z.string().min(3).optional(),
  postgres: z.strictObject({ connection: name }).optional(),
  lambda: z.strictObject({ functionName: z.string().min(1), alias: z.string().min(1) }).optional(),
  queue: z.strictObject({ name: z.string().min(1), deadLetterName: z.string().min(1) }).optional(),
  eventSource: z.strictObject({ functionName: z.string().min(1), queueName: z.string().min(1) }).optional(),
  parameter: z
    .strictObject({
      name: z.string().min(1),
      failover: z.strictObject({ value: z.string().min(1), probeUrl: z.url({ protocol: /^https?$/ }) }).optional(),
    })
    .optional(),
  automation: z.strictObject({ document: z.string().regex(/^[A-Za-z0-9_.-]{3,128}$/) }).optional(),
  cloudformation: z.strictObject({ stackName: z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,127}$/) }).optional(),
  tls: z.strictObject({ url: z.url({ protocol: /^https$/ }) }).optional(),
  admission: z.strictObject({ crowdLimit: z.int().min(1).max(1_000_000) }).optional(),
  signals: z.record(z.string().regex(/^[a-z][a-z0-9_]{0,62}$/), z.string().max(2_000)).optional(),
  admin: z.strictObject({ urls: z.array(z.url({ protocol: /^https?$/ })).min(1), key: z.string().min(1) }).optional(),
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
  evidence: z.number().positive().max(20).default(10),
  idleInTransaction: seconds(10),
  relapse: seconds(180),
  calm: seconds(300),
  calmAfterEscalation: seconds(1_800),
  watchEvery: z.number().min(5).max(60).default(60),
  heartbeat: seconds(300),
  drill: z.number().min(5).max(3_600).default(300),
  blind: seconds(300),
});

const CorrelationSchema = z.strictObject({
  windowSeconds: seconds(120),
  cap: z.int().min(0).max(5_000).default(500),
  stormAfter: z.int().min(2).max(100).default(10),
});

const QuarantineSchema = z.strictObject({
  incidentAfter: z.int().min(2).max(100).default(5),
  windowSeconds: seconds(600),
});

const FlappingSchema = z.strictObject({
  windowSeconds: seconds(1_800),
  transitions: z.int().min(3).max(100).default(6),
});

/** The defaults are those of Alertmanager itself. */
const AlertmanagerSchema = z.strictObject({
  urls: z.array(z.url({ protocol: /^https?$/ })).min(1),
  receiver: z.string().min(1).default('selfright'),
  groupWait: seconds(30),
  groupInterval: seconds(300),
  resolveTimeout: seconds(300),
  silenceActions: z.boolean().default(false),
});
const ActingSchema = z.strictObject({ tries: z.int().min(1).max(10).default(3) });

const ApprovalsSchema = z.strictObject({
  // Below the literal timeout of the state that waits, which is only a backstop.
  deadlineSeconds: z.number().positive().max(43_200).default(300),
  quorum: z.int().min(1).max(10).default(1),
});

const AgentsSchema = z.strictObject({ callsPerMinute: z.int().min(1).max(6_000).default(120) });

const InvestigatorSchema = z.strictObject({
  modelId: z.string().min(1).max(200),
  region: z.string().min(1).max(40),
  budget: z
    .strictObject({
      calls: z.int().min(1).max(50).default(12),
      tokens: z.int().min(1_000).max(2_000_000).default(120_000),
      seconds: z.number().min(5).max(900).default(120),
      dollars: z.number().positive().max(100).default(0.5),
    })
    .prefault({}),
  price: z.strictObject({ input: z.number().min(0), output: z.number().min(0) }),
  afterInconclusive: z.boolean().default(false),
});

const RunbookPolicySchema = z.strictObject({ mode: z.enum(['observe', 'approve', 'auto']).default('auto') });

const ServicesSchema = z.record(name, ServicePolicySchema).superRefine((services, { addIssue }) => {
  const prefixes = Object.entries(services).flatMap(([service, { applicationNamePrefix }]) =>
    applicationNamePrefix === undefined ? [] : [{ service, prefix: applicationNamePrefix }],
  );
  for (const [service, { calls }] of Object.entries(services)) {
    for (const [i, callee] of calls.entries()) {
      if (Object.hasOwn(services, callee)) continue;
      addIssue({ code: 'custom', path: [service, 'calls', i], message: `no service is named ${callee}` });
    }
  }
  for (const { service, prefix } of prefixes) {
    const other = prefixes.find((one) => one.service !== service && one.prefix.startsWith(prefix));
    if (other === undefined) continue;
    const message = `${prefix} would also select the sessions of ${other.service}`;
    addIssue({ code: 'custom', path: [service, 'applicationNamePrefix'], message });
  }
});

/** `selfright.config.ts` as it is parsed at deploy; defaults are those of `domain/policy.ts`' members. */
export const PolicySchema = z.strictObject({
  services: ServicesSchema,
  timings: TimingsSchema.prefault({}),
  correlation: CorrelationSchema.prefault({}),
  quarantine: QuarantineSchema.prefault({}),
  flapping: FlappingSchema.prefault({}),
  maintenance: z.array(SpanShape).max(50).default([]),
  approvals: ApprovalsSchema.prefault({}),
  envelope: EnvelopeSchema.prefault({}),
  runbooks: z.record(name, RunbookPolicySchema).default({}),
  alertmanager: AlertmanagerSchema.optional(),
  acting: ActingSchema.prefault({}),
  agents: AgentsSchema.prefault({}),
  investigator: InvestigatorSchema.optional(),
  integrations: IntegrationsSchema.prefault({}),
  signIn: SignInSchema.prefault({}),
  minimumConfidence: z.number().min(0.5).max(1).default(0.8),
});

/** What a person writes. */
export type PolicyInput = z.input<typeof PolicySchema>;
