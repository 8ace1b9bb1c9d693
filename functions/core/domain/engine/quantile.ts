/** Puts the k-th smallest number at index k, with nothing larger before and nothing smaller behind it. Changes the order. */
const select = (numbers: Float64Array, k: number, from: number, to: number): number => {
  let low = from;
  let high = to;
  while (low < high) {
    const pivot = numbers[(low + high) >> 1] ?? 0;
    let left = low;
    let right = high;
    while (left <= right) {
      while ((numbers[left] ?? pivot) < pivot) left += 1;
      while ((numbers[right] ?? pivot) > pivot) right -= 1;
      if (left > right) break;
      const swapped = numbers[left] ?? 0;
      numbers[left] = numbers[right] ?? 0;
      numbers[right] = swapped;
      left += 1;
      right -= 1;
    }
    if (k <= right) high = right;
    else if (k >= left) low = left;
    else break;
  }
  return numbers[k] ?? Number.NaN;
};

/**
 * Quantiles between 0 and 1, by linear interpolation, in linear time; in the order in which they are asked. What one of
 * them has put in its place bounds the search for the next: the median first makes the others cheap. Changes the order of
 * the numbers.
 */
export const quantiles = (numbers: Float64Array, shares: readonly number[]): readonly number[] => {
  const last = numbers.length - 1;
  if (last < 0) return shares.map(() => Number.NaN);
  // Nothing before a settled place is larger than what stands there, and nothing behind it is smaller.
  const settled: number[] = [];
  return shares.map((share) => {
    const place = last * share;
    const below = Math.floor(place);
    const before = settled.reduce((most, at) => (at <= below ? Math.max(most, at) : most), 0);
    const behind = settled.reduce((least, at) => (at > below ? Math.min(least, at) : least), last);
    const lower = select(numbers, below, before, behind);
    settled.push(below);
    if (below === place) return lower;
    // What is behind the selected one is not smaller: the next one is the least of it.
    let upper = Number.POSITIVE_INFINITY;
    for (let i = below + 1; i <= behind; i += 1) {
      const value = numbers[i] ?? upper;
      if (value < upper) upper = value;
    }
    return lower + (upper - lower) * (place - below);
  });
};

export const quantile = (numbers: Float64Array, share: number): number => quantiles(numbers, [share])[0] ?? Number.NaN;

export const median = (numbers: Float64Array): number => quantile(numbers, 0.5);
