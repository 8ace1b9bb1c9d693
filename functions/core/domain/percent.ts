/** A share as people read it. Rounding up to certainty would claim more than any evidence gives. */
export const percent = (share: number): string => (share > 0.999 ? 'over 99.9 %' : `${(share * 100).toFixed(1)} %`);
