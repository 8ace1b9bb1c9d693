/**
 * A sample's text as a number that JSON can carry. NaN is no data: a ratio over nothing, a missing side.
 * An infinite value is kept as the largest number of its sign, so that it still breaks or meets every limit.
 */
export const numberOf = (text: string): number | undefined => {
  if (text === '+Inf' || text === 'Inf') return Number.MAX_VALUE;
  if (text === '-Inf') return -Number.MAX_VALUE;
  const value = Number(text);
  return text.trim() === '' || Number.isNaN(value) ? undefined : value;
};
