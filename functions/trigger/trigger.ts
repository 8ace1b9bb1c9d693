import * as z from 'zod';
import { ContractViolation, DependencyUnavailable } from '../core/domain/errors.ts';
import type { TriggerOrder } from './input.ts';
import { notificationOf } from './notification.ts';

/** What a POST was answered. */
export interface Posted {
  readonly status: number;
  readonly body: string;
}

export interface TriggerDeps {
  readonly storefrontUrl: string;
  readonly apiUrl: string;
  /** The secret that the webhook expects of Alertmanager. */
  readonly secret: () => Promise<string>;
  readonly post: (url: string, headers: Readonly<Record<string, string>>, body: string) => Promise<Posted>;
  readonly now: () => Date;
}

const Injected = z.object({ fault: z.string(), injectedAt: z.string() });
const Accepted = z.object({ receiptId: z.string() });
const Problem = z.object({ detail: z.string() });

/** What the trigger has done. */
export type Triggered = z.infer<typeof Injected> | z.infer<typeof Accepted>;

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

const accepted = <T>(who: string, schema: z.ZodType<T>, { status, body }: Posted): T => {
  const read = schema.safeParse(parsed(body));
  if (status === 202 && read.success) return read.data;
  const says = Problem.safeParse(parsed(body)).data?.detail ?? `answered ${status}`;
  if (status >= 400 && status < 500) throw new ContractViolation(`${who} refuses: ${says}`);
  throw new DependencyUnavailable(who, says);
};

/** Hurts the storefront, or sends the product an alert as Alertmanager would. */
export const makeTrigger =
  ({ storefrontUrl, apiUrl, secret, post, now }: TriggerDeps) =>
  async (order: TriggerOrder): Promise<Triggered> => {
    if (order.kind === 'fault') {
      const url = `${storefrontUrl}/trigger/${encodeURIComponent(order.fault)}`;
      return accepted('the storefront', Injected, await post(url, {}, ''));
    }
    const headers = { authorization: `Bearer ${await secret()}`, 'content-type': 'application/json' };
    const body = JSON.stringify(notificationOf(order.alert, now()));
    return accepted('the webhook', Accepted, await post(`${apiUrl}/alerts/alertmanager`, headers, body));
  };
