import { InvokeCommand, LambdaClient, TooManyRequestsException } from '@aws-sdk/client-lambda';
import * as z from 'zod/mini';
import { Unavailable } from './answers.ts';
import type { Ended } from './metrics.ts';

/** What checkout asks payments: may this amount be taken for this order? */
export interface Charge {
  readonly orderId: string;
  readonly amount: number;
  readonly currency: 'EUR';
  /** Which house of the bank payments is to ask. */
  readonly house: string;
}

const Yes = z.object({ authorised: z.literal(true), authorisationId: z.string(), version: z.string() });
/** Payments' yes. */
export type Authorisation = z.infer<typeof Yes>;

/** Whom payments asked in its turn, and how long that took, whatever the answer. */
const Via = z.object({ upstream: z.string(), upstreamSeconds: z.number() });

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Is told how every call ended. */
export type Watch = (ended: Ended) => void;

const TIMEOUT_MILLIS = 2000;

/** Asks the payments Lambda behind its alias, once, within two seconds; throws Unavailable unless it says yes. */
export const makePayments = (functionName: string, alias: string) => {
  const lambda = new LambdaClient({ maxAttempts: 1 });

  return async (charge: Charge, watch: Watch): Promise<Authorisation> => {
    const late = AbortSignal.timeout(TIMEOUT_MILLIS);
    const command = new InvokeCommand({
      FunctionName: functionName,
      Qualifier: alias,
      Payload: JSON.stringify(charge),
    });
    const answer = await lambda.send(command, { abortSignal: late }).catch((thrown: unknown) => {
      const throttled = thrown instanceof TooManyRequestsException;
      watch({ outcome: late.aborted ? 'timeout' : throttled ? 'throttled' : 'rejected', version: 'unknown' });
      throw new Unavailable('payments', thrown);
    });
    const version = answer.ExecutedVersion ?? 'unknown';
    const said = new TextDecoder().decode(answer.Payload);
    const decided = answer.FunctionError === undefined ? jsonOf(said) : undefined;
    const read = z.safeParse(Yes, decided);
    const via = z.safeParse(Via, decided);
    watch({ outcome: read.success ? 'ok' : 'error', version, ...(via.success && { via: via.data }) });
    if (!read.success)
      throw new Unavailable('payments', new Error(`version ${version} answered ${said.slice(0, 200)}`));
    return read.data;
  };
};
