import { styleText } from 'node:util';
import type * as z from 'zod';

type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** Colours a text, if whatever it is printed on shows colours. */
export type Paint = (style: Style, text: string) => string;

/** Colours on a terminal only, and not where NO_COLOR asks for none. */
export const terminalPaint: Paint = (style, text) => styleText(style, text, { stream: process.stdout });

export const noPaint: Paint = (_, text) => text;

/** Controls, and marks that turn the direction of text: in a terminal they could rewrite what was printed before. */
const UNSAFE = /[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069]+/gu;

/** A text from outside, safe to print on one line. */
export const plain = (text: string): string => text.replace(UNSAFE, ' ').trim();

/** The same value with every text in it safe to print. */
export const inert = <S extends z.ZodType>(schema: S, value: unknown): z.output<S> =>
  schema.parse(
    JSON.parse(JSON.stringify(value), (_, member: unknown) => (typeof member === 'string' ? plain(member) : member)),
  );

const GOOD = new Set([
  'closed',
  'resolved',
  'for',
  'held',
  'done',
  'allow',
  'verified',
  'opened',
  'joined',
  'recorded',
]);
const BAD = new Set(['escalated', 'against', 'broken', 'failed', 'deny', 'worse', 'ineffective', 'dead_lettered']);

/** A word of ours in the colour of what it means. */
export const told = (paint: Paint, word: string, shown = word): string =>
  paint(GOOD.has(word) ? 'green' : BAD.has(word) ? 'red' : 'yellow', shown);

/** Characters that take two columns: East Asian scripts and pictographs. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/gu;

/** How many columns a text takes on a terminal. */
const columnsOf = (text: string): number => [...text].length + (text.match(WIDE)?.length ?? 0);

/** Columns as wide as their widest cell; `style` colours a cell after it was padded. */
export const table = (
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  paint: Paint,
  style: (cell: string, column: number) => string = (cell) => cell,
): readonly string[] => {
  const widths = heads.map((head, i) => Math.max(head.length, ...rows.map((row) => columnsOf(row[i] ?? ''))));
  const line = (cells: readonly string[]) =>
    cells.map((cell, i) => cell + ' '.repeat(Math.max(0, (widths[i] ?? 0) - columnsOf(cell))));
  const head = line(heads.map((name) => name.toUpperCase()))
    .join('  ')
    .trimEnd();
  return [paint('dim', head), ...rows.map((row) => line(row).map(style).join('  ').trimEnd())];
};

/** The local time of day of a moment. */
export const timeOf = (at: string): string => new Date(at).toTimeString().slice(0, 8);

/** The local date and time of a moment. */
export const dateOf = (at: string): string => `${new Date(at).toLocaleDateString('sv')} ${timeOf(at)}`;

export const words = (text: string): string => text.replaceAll('_', ' ');

export const secondsText = (seconds: number): string =>
  seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
