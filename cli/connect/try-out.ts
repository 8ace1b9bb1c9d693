import { setTimeout as rest } from 'node:timers/promises';
import { Problem, type ReceiptView } from '../../functions/core/contracts/api.ts';
import type { Client } from '../client.ts';
import { CommandFailed, EXIT } from '../exit.ts';
import type { PostedTrial } from './guide.ts';

/** What became of a test notification. */
export type Tried =
  | { readonly outcome: 'arrived' | 'ended_otherwise'; readonly receipt: ReceiptView; readonly seconds: number }
  /** Taken, but its receipt did not end in time. */
  | { readonly outcome: 'not_settled'; readonly receiptId: string; readonly seconds: number }
  | { readonly outcome: 'refused'; readonly status?: number; readonly detail: string };

const EVERY_MS = 250;
const PATIENCE_MS = 30_000;

interface Asking {
  readonly client: Pick<Client, 'receipt'>;
  /** How long the receipt may take. */
  readonly seconds: number;
}

/** Waits until a receipt ends. */
export const untilSettled = async (receiptId: string, ends: string, { client, seconds }: Asking): Promise<Tried> => {
  const begun = performance.now();
  for (;;) {
    const receipt = await client.receipt(receiptId);
    const passed = (performance.now() - begun) / 1000;
    if (receipt !== undefined && receipt.state !== 'queued') {
      return { outcome: receipt.state === ends ? 'arrived' : 'ended_otherwise', receipt, seconds: passed };
    }
    if (passed > seconds) return { outcome: 'not_settled', receiptId, seconds: passed };
    await rest(EVERY_MS);
  }
};

/** Posts a trial as its source would, with the proof of that name, and waits for the end of its receipt. */
export const post = async (
  address: string,
  secret: string,
  { proofs, body, ends }: PostedTrial,
  how: string,
  asking: Asking,
): Promise<Tried> => {
  const prove = proofs[how];
  if (prove === undefined) {
    throw new CommandFailed(EXIT.usage, `--auth: ${how} is none of ${Object.keys(proofs).join(', ')}`);
  }
  const now = new Date();
  const text = JSON.stringify(body(now));
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...prove(secret, text, now) },
    body: text,
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch((error: unknown) => {
    const { cause } = error instanceof Error ? error : { cause: undefined };
    const why = cause instanceof Error ? cause.message : String(error);
    throw new CommandFailed(EXIT.unreachable, `${address} does not answer: ${why}`, 'bin/selfright doctor tells more');
  });
  const { status } = response;
  const answer: unknown = await response.json().catch(() => undefined);
  const receiptId = status === 202 ? idIn(answer) : undefined;
  if (receiptId !== undefined) return untilSettled(receiptId, ends, asking);
  return { outcome: 'refused', status, detail: Problem.safeParse(answer).data?.detail ?? 'it gave no reason' };
};

const idIn = (answer: unknown): string | undefined =>
  typeof answer === 'object' && answer !== null && 'receiptId' in answer && typeof answer.receiptId === 'string'
    ? answer.receiptId
    : undefined;
