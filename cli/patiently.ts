import { setTimeout as rest } from 'node:timers/promises';
import { CommandFailed, EXIT } from './exit.ts';

const REST_MS = 1000;

/** Asks again when the stack does not answer: one that is busy for a moment must not end a watch. */
export const patiently = async <T>(ask: () => Promise<T>, tries = 5): Promise<T> => {
  try {
    return await ask();
  } catch (error) {
    if (tries <= 1 || !(error instanceof CommandFailed) || error.exit !== EXIT.unreachable) throw error;
    await rest(REST_MS);
    return patiently(ask, tries - 1);
  }
};
