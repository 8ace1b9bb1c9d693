/** How much of a statement is kept. */
const KEPT = 500;
/** A statement is read no further than this. */
const READ = 20_000;

/**
 * A statement without what was written into it: literals become `?`, comments go, whitespace shrinks. What the
 * server cut off in the middle of a literal counts as literal to its end.
 */
export const normalisedSql = (sql: string): string => {
  const text = sql.slice(0, READ);
  const kept: string[] = [];
  let at = 0;
  while (at < text.length) {
    const [piece, end] = nextPiece(text, at);
    kept.push(piece);
    at = end;
  }
  const plain = kept.join('').replace(/\s+/gu, ' ').trim();
  return plain.length > KEPT ? `${plain.slice(0, KEPT - 1)}…` : plain;
};

/** Tokens in the order in which they are tried, and what each leaves behind; a function gets the token. */
const TOKENS: readonly (readonly [RegExp, string | ((token: string) => string)])[] = [
  [/--[^\n]*/y, ' '],
  [/[eE]'(?:[^'\\]|\\[\s\S]|'')*(?:'|\\?$)/y, '?'],
  [/(?:[bBxXnN]|[uU]&)?'(?:[^']|'')*(?:'|$)/y, '?'],
  [/(?:[uU]&)?"(?:[^"]|"")*(?:"|$)/y, (name) => name],
  [/[\p{L}_][\p{L}\p{N}_$]*/uy, (word) => word],
  [/\$\d+/y, (parameter) => parameter],
  [/(?:0[xXoObB][\da-fA-F_]+|\d[\d_]*(?:\.[\d_]*)?(?:[eE][+-]?\d+)?|\.\d[\d_]*(?:[eE][+-]?\d+)?)/y, '?'],
];

const nextPiece = (text: string, at: number): readonly [string, number] => {
  if (text.startsWith('/*', at)) return [' ', endOfComment(text, at)];
  const quoted = endOfDollarQuoted(text, at);
  if (quoted !== undefined) return ['?', quoted];
  for (const [pattern, left] of TOKENS) {
    pattern.lastIndex = at;
    const token = pattern.exec(text)?.[0];
    if (token) return [typeof left === 'string' ? left : left(token), at + token.length];
  }
  return [text.charAt(at), at + 1];
};

/** Comments nest in PostgreSQL. */
const endOfComment = (text: string, start: number): number => {
  const marks = /\/\*|\*\//g;
  marks.lastIndex = start;
  let depth = 0;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    depth += mark[0] === '/*' ? 1 : -1;
    if (depth === 0) return marks.lastIndex;
  }
  return text.length;
};

const endOfDollarQuoted = (text: string, at: number): number | undefined => {
  const opening = /\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/uy;
  opening.lastIndex = at;
  const mark = opening.exec(text)?.[0];
  if (mark === undefined) return undefined;
  const closing = text.indexOf(mark, at + mark.length);
  return closing < 0 ? text.length : closing + mark.length;
};
