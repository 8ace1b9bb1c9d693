/** A node of an Atlassian Document, as far as we write any: paragraphs, lists and text without marks from outside. */
type Text = { readonly type: 'text'; readonly text: string; readonly marks?: readonly [{ readonly type: 'strong' }] };
type Paragraph = { readonly type: 'paragraph'; readonly content: readonly Text[] };
type Item = { readonly type: 'listItem'; readonly content: readonly [Paragraph] };
type List = { readonly type: 'bulletList'; readonly content: readonly [Item, ...Item[]] };

export type Document = {
  readonly type: 'doc';
  readonly version: 1;
  readonly content: (Paragraph | List)[];
};

/** Jira takes 32767 characters in a field; a document's own words need room as well. */
const LONGEST_TEXT = 2_000;
const MOST_ITEMS = 30;

/** Controls are not allowed in a document; marks that turn the direction of text would make it lie. */
const UNSAFE = /[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff]+/gu;

/** One line that means nothing but itself: text nodes are never read as markup. An empty text is no valid node. */
export const inertText = (text: string, longest = LONGEST_TEXT): string => {
  const plain = text.replace(UNSAFE, ' ').toWellFormed().trim();
  const cut = plain.length > longest ? `${plain.slice(0, longest - 1).toWellFormed()}…` : plain;
  return cut === '' ? '-' : cut;
};

const paragraph = (text: string, strong = false): Paragraph => ({
  type: 'paragraph',
  content: [{ type: 'text', text: inertText(text), ...(strong && { marks: [{ type: 'strong' }] as const }) }],
});

const item = (text: string): Item => ({ type: 'listItem', content: [{ ...paragraph(inertText(text, 500)) }] });

/** A headline and its lines as a document. */
export const documentOf = (headline: string, lines: readonly string[], plain: readonly string[] = []): Document => {
  const shown = lines.slice(0, MOST_ITEMS);
  const left = lines.length - shown.length;
  const [first, ...rest] = [...shown, ...(left > 0 ? [`and ${left} more`] : [])].map(item);
  return {
    type: 'doc',
    version: 1,
    content: [
      paragraph(headline, true),
      ...plain.map((text) => paragraph(text)),
      ...(first === undefined ? [] : [{ type: 'bulletList' as const, content: [first, ...rest] as const }]),
    ],
  };
};
