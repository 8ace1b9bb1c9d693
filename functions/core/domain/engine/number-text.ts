const PLACES = 3;

/** A number as people read it: three digits that say something, no power of ten. */
export const numberText = (value: number): string => {
  if (!Number.isFinite(value)) return 'nothing';
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en', { useGrouping: false });
  return String(Number(value.toPrecision(PLACES)));
};
