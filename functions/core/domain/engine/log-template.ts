/** One line of a log. */
export interface LogLine {
  /** Unix seconds. */
  readonly at: number;
  /** Untrusted text. */
  readonly text: string;
}

const ANY = '*';
/** Two lines are alike when they begin alike, are as long, and this share of their words is the same. */
const ALIKE = 0.6;
/** Words of a line that count, and letters of a word. */
const MOST_WORDS = 24;
const MOST_LETTERS = 40;

/** Words that tell one line from the next of its kind: numbers, ids, addresses. */
const VARIABLE = /^[([{<"']*(0x)?[\d.,:/_-]*\d[\w.,:/+-]*[)\]}>"',;%]*$|[0-9a-f]{8}-[0-9a-f]{4}-|^[0-9a-f]{12,}$/i;

const wordsIn = (text: string): readonly string[] =>
  text
    .trim()
    .split(/[\s=]+/)
    .slice(0, MOST_WORDS)
    .map((word) => (VARIABLE.test(word) ? ANY : word.slice(0, MOST_LETTERS)));

interface Group {
  words: readonly string[];
}

const alike = (a: readonly string[], b: readonly string[]): boolean =>
  a.filter((word, i) => word === b[i]).length >= ALIKE * a.length;

/**
 * Groups lines that are alike, one after the other, as Drain does: by length, by the first word, then by the words in
 * common. Answers the template of each: the words that its group has in common, and a `*` for those that differ.
 */
export const groupLines = (lines: readonly LogLine[]): ((line: LogLine) => string) => {
  const groups = new Map<string, Group[]>();
  const member = new Map<LogLine, Group>();
  for (const line of lines) {
    const words = wordsIn(line.text);
    const key = `${words.length} ${words[0] ?? ''}`;
    const known = groups.get(key) ?? [];
    groups.set(key, known);
    const found = known.find((group) => alike(group.words, words));
    if (found !== undefined) found.words = found.words.map((word, i) => (word === words[i] ? word : ANY));
    else known.push({ words });
    const group = found ?? known.at(-1);
    if (group !== undefined) member.set(line, group);
  }
  return (line) => member.get(line)?.words.join(' ') ?? '';
};
