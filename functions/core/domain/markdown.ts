/** What could be read as markup, as a link, or as a mention by whatever renders it; the rest stays readable as it is. */
const MARKUP = /[\\`*_[\]#|<>~@&]|:(?=\/\/)|(?<=\bwww)\.|^[-+=]|(?<=^\d+)[.)]/gi;
/** Controls, and marks that turn the direction of text. */
const UNSAFE = /[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069]+/gu;

/** A text from outside as Markdown that shows it as it is, on one line. */
export const escapeMarkdown = (text: string): string =>
  text
    .replace(UNSAFE, ' ')
    .trim()
    .replace(MARKUP, (mark) => `\\${mark}`);

/** A text from outside as inline code; the fence is longer than any run of backticks in it. */
export const inlineCode = (text: string): string => {
  const inside = text.replace(UNSAFE, ' ').trim();
  const longest = Math.max(0, ...[...inside.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return inside === '' ? '' : `${fence} ${inside} ${fence}`;
};
