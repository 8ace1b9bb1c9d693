import { DependencyUnavailable } from '../domain/errors.ts';
import type { Patience } from '../ports/patience.ts';

/** Runs work that has to answer; what is late counts as not answered. */
export type Within = <T>(work: () => Promise<T>) => Promise<T>;

export const noDeadline: Within = (work) => work();

/** One deadline for all questions that are asked at the same moment: each that is late is missing, the others count. */
export const withinDeadline =
  (patience: Patience, seconds: number): Within =>
  async (work) => {
    const answer = await patience(seconds, work);
    if (answer === 'late') throw new DependencyUnavailable('evidence', `no answer within ${seconds} s`);
    return answer;
  };
