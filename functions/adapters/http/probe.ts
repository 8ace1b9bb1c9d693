import { instant } from '../../core/domain/time.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Probe } from '../../core/ports/probe.ts';

const DEADLINE_MS = 3_000;

/** Asks a service over HTTP. Any 2xx within the deadline means that it answers; a redirect does not, and is not followed. */
export const httpProbe =
  (clock: Clock, deadlineMs = DEADLINE_MS): Probe =>
  async (url) => {
    const answer = await ask(url, deadlineMs);
    return { url, at: instant(clock()), ...answer };
  };

const ask = async (url: string, deadlineMs: number) => {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(deadlineMs) });
    await response.body?.cancel();
    return { ok: response.ok, status: response.status };
  } catch (error) {
    return { ok: false, error: whyNot(error, deadlineMs) };
  }
};

const whyNot = (error: unknown, deadlineMs: number): string => {
  if (!(error instanceof Error)) return 'no answer';
  if (error.name === 'TimeoutError') return `no answer within ${deadlineMs} ms`;
  const { cause } = error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return cause instanceof Error && cause.message !== '' ? cause.message : error.message;
};
