import { medianLegs } from './lines.ts';
import type { Leg, Run } from './report.ts';

/** As much of a run as is drawn. */
type Drawn = Pick<Run, 'name' | 'asExpected' | 'legs'> & { readonly expected: string };

const COLOURS: Readonly<Record<string, string>> = {
  'fault to firing': '#b8bfc9',
  'firing to webhook': '#8f99a8',
  'webhook to diagnosis': '#3d6fb6',
  'diagnosis to action': '#5a9bd5',
  'action to verified': '#4fa36c',
  'verified to closed': '#2c6e49',
};
const SIZE = { width: 900, row: 30, left: 170, right: 70, top: 64 } as const;

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const legendOf = (): string =>
  Object.entries(COLOURS)
    .map(([leg, colour], i) => {
      const [x, y] = [SIZE.left + (i % 3) * 190, 18 + Math.floor(i / 3) * 20];
      return `<rect x="${x}" y="${y - 10}" width="12" height="12" fill="${colour}"/><text x="${x + 18}" y="${y}">${escaped(leg)}</text>`;
    })
    .join('');

const barOf = (legs: readonly Leg[], y: number, scale: number): string => {
  let x: number = SIZE.left;
  const parts = legs.map(({ name, seconds }) => {
    const width = seconds * scale;
    const part = `<rect x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="18" fill="${COLOURS[name] ?? '#ccc'}"><title>${escaped(name)}: ${seconds.toFixed(1)} s</title></rect>`;
    x += width;
    return part;
  });
  const total = legs.reduce((sum, { seconds }) => sum + seconds, 0);
  return `${parts.join('')}<text x="${(x + 6).toFixed(1)}" y="${y + 14}">${total.toFixed(1)} s</text>`;
};

/** A bar for each fault that was healed: the median of each leg, one after the other. */
export const pictureOf = (runs: readonly Drawn[]): string => {
  const healed = runs.filter(({ expected, asExpected }) => expected === 'healed' && asExpected);
  const rows = [...new Set(healed.map(({ name }) => name))].map((name) => ({
    name,
    legs: medianLegs(healed.filter((run) => run.name === name)),
  }));
  const longest = Math.max(1, ...rows.map(({ legs }) => legs.reduce((sum, { seconds }) => sum + seconds, 0)));
  const scale = (SIZE.width - SIZE.left - SIZE.right) / longest;
  const height = SIZE.top + rows.length * SIZE.row + 10;
  const bars = rows.map(({ name, legs }, i) => {
    const y = SIZE.top + i * SIZE.row;
    return `<text x="${SIZE.left - 8}" y="${y + 14}" text-anchor="end">${escaped(name)}</text>${barOf(legs, y, scale)}`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE.width} ${height}" font-family="system-ui, sans-serif" font-size="13" fill="#222">`,
    '<title>From fault to closed, by fault</title>',
    `<rect width="${SIZE.width}" height="${height}" fill="#fff"/>`,
    legendOf(),
    ...bars,
    '</svg>',
    '',
  ].join('\n');
};
