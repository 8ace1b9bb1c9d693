import * as z from 'zod';
import { ContractViolation } from '../core/domain/errors.ts';

const words = z.string().min(1).max(1024);

/** A synthetic alert: only its name is needed, as `name` or as the label `alertname`. */
export const SyntheticAlert = z
  .strictObject({
    name: words.optional(),
    service: words.optional(),
    severity: words.optional(),
    status: z.enum(['firing', 'resolved']).default('firing'),
    labels: z.record(z.string(), z.string()).default({}),
    annotations: z.record(z.string(), z.string()).default({}),
    startsAt: z.iso.datetime({ offset: true }).optional(),
    endsAt: z.iso.datetime({ offset: true }).optional(),
  })
  .refine(({ name, labels }) => name !== undefined || labels['alertname'] !== undefined, {
    path: ['name'],
    message: 'required, unless labels.alertname is given',
  });
export type SyntheticAlert = z.infer<typeof SyntheticAlert>;

const Order = z
  .strictObject({ fault: words.optional(), alert: SyntheticAlert.optional() })
  .refine(({ fault, alert }) => (fault === undefined) !== (alert === undefined), {
    path: ['fault'],
    message: 'give either a fault or an alert',
  });

/** What the trigger is asked to do. */
export type TriggerOrder =
  | { readonly kind: 'fault'; readonly fault: string }
  | { readonly kind: 'alert'; readonly alert: SyntheticAlert };

/** Reads the event of an invocation; throws a ContractViolation that names each field that is wrong. */
export const orderOf = (event: unknown): TriggerOrder => {
  const read = Order.safeParse(event);
  if (!read.success) {
    const wrong = read.error.issues.map(({ path, message }) => `${path.join('.') || 'event'}: ${message}`);
    throw new ContractViolation(wrong.join('; '), {
      remedy: 'invoke with {"fault":"database-timeout"} or {"alert":{"name":"...","service":"..."}}',
    });
  }
  const { fault, alert } = read.data;
  if (alert !== undefined) return { kind: 'alert', alert };
  return { kind: 'fault', fault: fault ?? '' };
};
