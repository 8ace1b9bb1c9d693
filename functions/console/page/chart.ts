import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { code, h, more, table } from './dom.ts';
import { clock, short } from './format.ts';

/** A moment that a reader looks for. */
export interface Marker {
  /** Unix seconds. */
  readonly at: number;
  readonly name: string;
  readonly kind: 'onset' | 'action' | 'verified';
}

export interface Chart {
  readonly name: string;
  readonly query: string;
  /** Unix seconds. */
  readonly at: readonly number[];
  readonly values: readonly (number | null)[];
  readonly limit?: number | undefined;
  readonly markers: readonly Marker[];
  /** Reaches as far as the markers do, and not only as the values. */
  readonly reaches?: boolean;
}

const HIGH = 150;
const COLOURS: Readonly<Record<Marker['kind'], string>> = { onset: '--bad', action: '--busy', verified: '--good' };
const drawn = new Map<HTMLElement, { readonly draw: () => void; readonly plot: uPlot }>();

/** A colour of the page as a canvas understands it: in the theme that is on. */
const colour = (name: string): string => {
  const probe = document.createElement('i');
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
};

/** A name beside its line, on the ground of the chart, so that no other line runs through it. */
const label = (ctx: CanvasRenderingContext2D, name: string, x: number, y: number, toTheLeft: boolean): void => {
  const ink = ctx.fillStyle;
  const { width } = ctx.measureText(name);
  const from = x + (toTheLeft ? -4 * devicePixelRatio - width : 4 * devicePixelRatio);
  ctx.fillStyle = colour('--soft');
  ctx.fillRect(from - devicePixelRatio, y - 10 * devicePixelRatio, width + 2 * devicePixelRatio, 13 * devicePixelRatio);
  ctx.fillStyle = ink;
  ctx.fillText(name, from, y);
};

/** A dashed line at the limit, and vertical ones at the markers. */
const lines = ({ markers, limit }: Chart) => {
  return ({ ctx, bbox, valToPos }: uPlot): void => {
    ctx.save();
    ctx.lineWidth = devicePixelRatio;
    if (limit !== undefined) {
      const y = valToPos(limit, 'y', true);
      ctx.strokeStyle = colour('--faint');
      ctx.setLineDash([5 * devicePixelRatio, 4 * devicePixelRatio]);
      ctx.beginPath();
      ctx.moveTo(bbox.left, y);
      ctx.lineTo(bbox.left + bbox.width, y);
      ctx.stroke();
    }
    ctx.setLineDash([]);
    ctx.textAlign = 'left';
    ctx.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
    for (const [i, { at, name, kind }] of markers.entries()) {
      const x = valToPos(at, 'x', true);
      if (x < bbox.left || x > bbox.left + bbox.width) continue;
      ctx.strokeStyle = colour(COLOURS[kind]);
      ctx.fillStyle = ctx.strokeStyle;
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
      label(ctx, name, x, bbox.top + (12 + (i % 3) * 13) * devicePixelRatio, x > bbox.left + bbox.width * 0.7);
    }
    ctx.restore();
  };
};

/** From when to when it is drawn. */
const spanOf = ({ at, markers, reaches = false }: Chart): readonly [number, number] => {
  const moments = [...at, ...(reaches ? markers.map((one) => one.at) : [])];
  return [Math.min(...moments), Math.max(...moments)];
};

const optionsFor = (chart: Chart, width: number): uPlot.Options => {
  const [ink, grid] = [colour('--faint'), colour('--line')];
  const axis = { stroke: ink, grid: { stroke: grid, width: 1 }, ticks: { stroke: grid, width: 1 } };
  const { limit } = chart;
  return {
    width,
    height: HIGH,
    legend: { show: false },
    cursor: { drag: { x: false, y: false } },
    scales: {
      x: { range: () => [...spanOf(chart)] },
      y: {
        range: (_, low, high) => {
          const top = Math.max(high ?? 0, limit ?? 0, 0);
          const bottom = Math.min(low ?? 0, limit ?? 0, 0);
          return [bottom, top + (top - bottom || 1) * 0.1];
        },
      },
    },
    axes: [
      { ...axis, space: 90, size: 32, values: (_, ticks) => ticks.map((at) => clock(at * 1000)) },
      { ...axis, size: 56, values: (_, ticks) => ticks.map(short) },
    ],
    series: [
      {},
      { stroke: colour('--link'), width: 2, points: { show: chart.at.length < 60, size: 4 }, spanGaps: false },
    ],
    hooks: { draw: [lines(chart)] },
  };
};

/** What the picture shows, for those who do not see it. */
const spoken = (it: Chart): string => {
  const { name, values, limit, markers } = it;
  const known = values.filter((value) => value !== null);
  const [from, to] = spanOf(it);
  const inside = markers.filter(({ at }) => at >= from && at <= to);
  const moments = inside.map((one) => `${one.name} at ${clock(one.at * 1000)}`).join(', ');
  const reach = `lowest ${short(Math.min(...known))}, highest ${short(Math.max(...known))}, newest ${short(known.at(-1))}`;
  const told = `${name} from ${clock(from * 1000)} to ${clock(to * 1000)}: ${reach}`;
  return `${told}${limit === undefined ? '' : `, limit ${short(limit)}`}${moments && `; ${moments}`}`;
};

const watcher = new ResizeObserver((changes) => {
  for (const { target, contentRect } of changes) {
    if (!(target instanceof HTMLElement)) continue;
    const there = drawn.get(target);
    if (contentRect.width === 0) continue;
    if (there === undefined) target.dispatchEvent(new Event('seen'));
    else if (Math.round(contentRect.width) !== there.plot.width)
      there.plot.setSize({ width: Math.round(contentRect.width), height: HIGH });
  }
});

const redraw = (): void => {
  for (const [box, { draw, plot }] of drawn) {
    plot.destroy();
    drawn.delete(box);
    if (box.isConnected) draw();
  }
};
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);

/** Lets go of what is on the page no more. */
const sweep = (): void => {
  for (const [box, { plot }] of drawn) {
    if (box.isConnected) continue;
    watcher.unobserve(box);
    plot.destroy();
    drawn.delete(box);
  }
};

/** A chart that is drawn when it has room, in the colours of the page. */
export const chart = (it: Chart): HTMLElement => {
  const box = h('div', { class: 'plot', role: 'img', 'aria-label': spoken(it) });
  const draw = (): void => {
    sweep();
    const plot = new uPlot(optionsFor(it, Math.round(box.clientWidth)), [[...it.at], [...it.values]], box);
    drawn.set(box, { draw, plot });
  };
  box.addEventListener('seen', draw);
  watcher.observe(box);
  const rows = it.at.map((at, i) => [clock(at * 1000), short(it.values[i] ?? undefined)]);
  return h(
    'figure',
    { class: 'chart' },
    h('figcaption', {}, it.name),
    box,
    more(`chart-${it.name}`, 'query and values', h('p', {}, code(it.query)), table(it.name, ['at', 'value'], rows)),
  );
};
