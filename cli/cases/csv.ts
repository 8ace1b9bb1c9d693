import { CommandFailed, EXIT } from '../exit.ts';

/** One line of a table, with the quotes undone. */
const cellsOf = (line: string): readonly string[] => {
  if (!line.includes('"')) return line.split(',');
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < line.length; i += 1) {
    const character = line[i] ?? '';
    if (character === '"' && quoted && line[i + 1] === '"') {
      cell += '"';
      i += 1;
    } else if (character === '"') quoted = !quoted;
    else if (character === ',' && !quoted) {
      cells.push(cell);
      cell = '';
    } else cell += character;
  }
  return [...cells, cell];
};

export interface Table {
  /** The file, for who has to correct it. */
  readonly path: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Ends the command with what is wrong in a file, and where. */
export const wrongIn = (path: string, what: string): never => {
  throw new CommandFailed(EXIT.usage, `${path}: ${what}`, 'the format is in docs/diagnosis.md, under Cases in files');
};

/** Reads comma-separated text with one line of heads. Line breaks inside quotes are not supported. */
export const parseCsv = (text: string, path: string): Table => {
  const [head, ...lines] = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line !== '');
  const heads =
    head === undefined ? wrongIn(path, 'is empty, where a line of column names was expected') : cellsOf(head);
  const rows = lines.map(cellsOf);
  const longer = rows.findIndex(({ length }) => length > heads.length);
  if (longer >= 0) wrongIn(path, `row ${longer + 1} has ${rows[longer]?.length} cells for ${heads.length} columns`);
  return { path, heads, rows };
};

/** The place of a column that has to be there. */
export const placeOf = ({ path, heads }: Table, column: string): number => {
  const place = heads.indexOf(column);
  return place >= 0 ? place : wrongIn(path, `has no column ${column}, but ${heads.slice(0, 8).join(', ')}`);
};

/** How others write that there was no sample. */
const GAP = /^(nan|null|none|n\/?a|-)?$/i;

/** The numbers of a column; a gap is a NaN. */
export const numbersIn = ({ path, heads, rows }: Table, place: number): Float64Array =>
  Float64Array.from(rows, (row, i) => {
    const cell = row[place]?.trim() ?? '';
    const value = GAP.test(cell) ? Number.NaN : Number(cell);
    return Number.isNaN(value) && !GAP.test(cell)
      ? wrongIn(path, `column ${heads[place]}, row ${i + 1}: ${cell.slice(0, 40)} is no number`)
      : value;
  });
