/**
 * Waits for all, whatever becomes of each, and only then fails: with the one error that there was, or with all of them.
 */
export const eachAlone = async <T>(all: readonly Promise<T>[]): Promise<readonly T[]> => {
  const ended = await Promise.allSettled(all);
  const failed = ended.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  if (failed.length === 1) throw failed[0];
  if (failed.length > 1) throw new AggregateError(failed, failed.map(messageOf).join('; '));
  return ended.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The same, with no more than so many under way at a time. */
export const eachAloneOf = async <A, T>(
  all: readonly A[],
  atOnce: number,
  work: (one: A) => Promise<T>,
): Promise<readonly T[]> => {
  const waiting = [...all];
  const results: Promise<T>[] = [];
  const lane = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      const result = work(one);
      results.push(result);
      await Promise.allSettled([result]);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return eachAlone(results);
};
