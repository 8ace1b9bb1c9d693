import * as z from 'zod';

const LONGEST = 2_000;
/** Deeper than any document of a person. */
const DEEPEST = 40;

const Node = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  attrs: z.looseObject({ text: z.string().optional(), url: z.string().optional() }).optional().catch(undefined),
  content: z.array(z.unknown()).optional().catch(undefined),
});

const BLOCKS = ['paragraph', 'heading', 'listItem', 'blockquote', 'codeBlock', 'tableRow', 'rule'];

const partsOf = (raw: unknown, depth: number): string => {
  const node = Node.safeParse(raw).data;
  if (node === undefined || depth > DEEPEST) return '';
  if (node.type === 'hardBreak') return '\n';
  const own = node.text ?? node.attrs?.text ?? node.attrs?.url ?? '';
  const inner = (node.content ?? []).map((one) => partsOf(one, depth + 1)).join('');
  return `${own}${inner}${BLOCKS.includes(node.type) ? '\n' : ''}`;
};

/** What a document of Jira says, as plain text without its looks. */
export const textOfDocument = (document: unknown): string => {
  const text = partsOf(document, 0)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim();
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1).toWellFormed()}…` : text;
};
