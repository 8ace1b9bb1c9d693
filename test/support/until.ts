import { setTimeout as delay } from 'node:timers/promises';

/** Asks again until there is an answer; the deadline is part of the rule that a test states. */
export const until = async <T>(what: string, seconds: number, ask: () => Promise<T | undefined>): Promise<T> => {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${what}`);
    await delay(250);
  }
};
