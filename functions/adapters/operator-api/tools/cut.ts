/** What one answer may hold, in characters of JSON: more would crowd out what a model has to think with. */
const MOST = 20_000;
const LONGEST_TEXT = 600;

/** A text that is cut says so. */
export const clipped = (text: string, longest = LONGEST_TEXT): string =>
  text.length <= longest ? text : `${text.slice(0, longest)} … (${text.length - longest} characters more)`;

/** As many of the items from `offset` on as fit into one answer, at most `limit`, and where the rest begins. */
export const pageOf = <T>(
  all: readonly T[],
  offset: number,
  limit: number,
): { readonly items: T[]; readonly next?: number } => {
  const items: T[] = [];
  let size = 0;
  for (const item of all.slice(offset, offset + limit)) {
    size += JSON.stringify(item).length;
    if (size > MOST && items.length > 0) break;
    items.push(item);
  }
  const next = offset + items.length;
  return next < all.length ? { items, next } : { items };
};
