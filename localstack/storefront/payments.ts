import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod/mini';
import { Unavailable } from './answers.ts';
import type { Ended } from './metrics.ts';

/** What checkout asks payments: may this amount be taken for this order? */
export interface Charge {
  readonly orderId: string;
  readonly amount: number;
  readonly currency: 'EUR';
}

/** Payments' yes. */
const Authorisation = z.object({ authorised: z.literal(true), authorisationId: z.string(), version: z.string() });
export type Authorisation = z.infer<typeof Authorisation>;

const Said = z.pipe(
  z.pipe(
    z.string(),
    z.transform((text: string, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.issues.push({ code: 'custom', message: 'not JSON', input: text });
        return z.NEVER;
      }
    }),
  ),
  Authorisation,
);

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
      watch({ outcome: late.aborted ? 'timeout' : 'rejected', version: 'unknown' });
      throw new Unavailable('payments', thrown);
    });
    const version = answer.ExecutedVersion ?? 'unknown';
    const said = new TextDecoder().decode(answer.Payload);
    const read = z.safeParse(Said, answer.FunctionError === undefined ? said : '');
    watch({ outcome: read.success ? 'ok' : 'error', version });
    if (!read.success)
      throw new Unavailable('payments', new Error(`version ${version} answered ${said.slice(0, 200)}`));
    return read.data;
  };
};
