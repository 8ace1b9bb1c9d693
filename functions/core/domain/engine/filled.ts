/**
 * Samples at these moments, which are in order. What lies between two of them is taken from a straight line, and what lies
 * outside from the nearest: a gap at one service must not hide what another adds.
 */
export const filled = (
  samples: ReadonlyMap<number, number>,
  moments: readonly number[],
): ReadonlyMap<number, number> => {
  const known = [...samples].filter(([, value]) => Number.isFinite(value)).toSorted(([a], [b]) => a - b);
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last === undefined) return new Map();
  let behind = 0;
  return new Map(
    moments.map((at) => {
      while (behind < known.length && (known[behind]?.[0] ?? at) < at) behind += 1;
      const [to, after] = known[behind] ?? last;
      const [from, before] = known[behind - 1] ?? first;
      const value =
        from < at && at < to ? before + ((after - before) * (at - from)) / (to - from) : at <= from ? before : after;
      return [at, value] as const;
    }),
  );
};
