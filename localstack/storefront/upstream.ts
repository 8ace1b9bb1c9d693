import { setTimeout as pause } from 'node:timers/promises';
import { call } from './call.ts';
import { type Metrics, type Outcome, stopwatch } from './metrics.ts';
import type { Answer, Asked } from './routes.ts';

/** Longer than the slowest honest answer of checkout: a second for the database, two for payments, and some work. */
const TIMEOUT_MILLIS = 5000;

/** An instance that begins afresh is back within this many tries; only what changes nothing is asked again. */
const TRIES = 6;
const BETWEEN_TRIES_MILLIS = 300;

/** Hands out the addresses in turn. */
export const makeTurns = (urls: readonly [string, ...string[]]): (() => string) => {
  let turn = 0;
  return () => {
    const url = urls[turn % urls.length] ?? urls[0];
    turn += 1;
    return url;
  };
};

/** How a call ended, by the status that it was answered with. */
const outcomeOf = (status: number): Outcome => (status >= 500 ? 'error' : status === 429 ? 'throttled' : 'ok');

/** Passes requests on to the instances of a service in turn, and answers what they answer. */
export const makeUpstream = (service: string, urls: readonly [string, ...string[]], metrics: Metrics) => {
  const next = makeTurns(urls);

  return async (
    method: 'GET' | 'POST',
    { url, body }: Asked,
    kind: 'customer' | 'probe' = 'customer',
  ): Promise<Answer> => {
    const seconds = stopwatch();
    const count = (outcome: Outcome): void => {
      if (kind === 'customer') metrics.dependencyCalled(service, { outcome }, seconds());
    };
    const options = method === 'POST' ? { body, timeoutMillis: TIMEOUT_MILLIS } : { timeoutMillis: TIMEOUT_MILLIS };
    let called = await call(method, `${next()}${url}`, options);
    for (let tried = 1; method === 'GET' && called.outcome === 'rejected' && tried < TRIES; tried += 1) {
      await pause(BETWEEN_TRIES_MILLIS);
      called = await call(method, `${next()}${url}`, options);
    }
    if (called.outcome === 'answered') {
      count(outcomeOf(called.status));
      return { status: called.status, body: called.body, type: called.type };
    }
    count(called.outcome);
    return called.outcome === 'timeout'
      ? { status: 504, body: { error: 'upstream_timeout', service } }
      : { status: 502, body: { error: 'upstream_unavailable', service } };
  };
};
