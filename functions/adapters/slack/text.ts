/** Controls, and marks that turn the direction of text and would make it lie. */
const UNSAFE = /[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff]+/gu;

/** One line of at most so many characters, never empty: Slack refuses an empty text. */
export const inert = (text: string, longest: number): string => {
  const plain = text.replace(UNSAFE, ' ').toWellFormed().trim();
  const cut = plain.length > longest ? `${plain.slice(0, longest - 1).toWellFormed()}…` : plain;
  return cut === '' ? '-' : cut;
};

/** The three characters that begin mentions, links and entities where Slack reads markup. */
export const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[one] ?? one);
