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
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Reads comma-separated text with one line of heads. Line breaks inside quotes are not supported. */
export const parseCsv = (text: string): Table => {
  const [head = '', ...lines] = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line !== '');
  return { heads: cellsOf(head), rows: lines.map(cellsOf) };
};

/** A number, or NaN for an empty cell and for what is none. */
export const numberIn = (cell: string | undefined): number =>
  cell === undefined || cell.trim() === '' ? Number.NaN : Number(cell);
