import * as z from 'zod';

const Queues = z
  .string()
  .transform((text) => text.split(',').map((pair) => pair.split(/=(.*)/s).slice(0, 2)))
  .pipe(z.array(z.tuple([z.string().min(1), z.url()])))
  .transform((pairs): Readonly<Record<string, string>> => Object.fromEntries(pairs));

export const Env = z.object({
  TABLE_NAME: z.string().min(1),
  STATE_MACHINE_ARN: z.string().min(1),
  ESCALATION_TOPIC_ARN: z.string().min(1),
  PROMETHEUS_URL: z.url(),
  WAKE_QUEUE_URL: z.url(),
  /** Queues of dead letters, `name=url`, separated by commas. */
  DEAD_LETTER_QUEUES: Queues,
  /** Where the rounds between two minutes are set. */
  TIMER_QUEUE_URL: z.url(),
  /** For how long a round is nobody else's: until this Lambda would be stopped. */
  LEASE_SECONDS: z.coerce.number().positive(),
});
export type Env = z.infer<typeof Env>;
