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

/** The quantile between 0 and 1, by linear interpolation, in linear time. Changes the order of the numbers. */
export const quantile = (numbers: Float64Array, share: number): number => {
  const last = numbers.length - 1;
  if (last < 0) return Number.NaN;
  const place = last * share;
  const below = Math.floor(place);
  const lower = select(numbers, below, 0, last);
  if (below === place) return lower;
  // What is behind the selected one is not smaller: the next one is the least of it.
  let upper = Number.POSITIVE_INFINITY;
  for (let i = below + 1; i <= last; i += 1) upper = Math.min(upper, numbers[i] ?? upper);
  return lower + (upper - lower) * (place - below);
};

export const median = (numbers: Float64Array): number => quantile(numbers, 0.5);
