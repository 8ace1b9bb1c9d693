import { type Child, h, svg } from './dom.ts';
import { layered } from './layers.ts';

export interface CallGraph {
  readonly calls: readonly (readonly [caller: string, callee: string])[];
  readonly alerting?: string | undefined;
  readonly guilty?: string | undefined;
}

const WIDE = 132;
const HIGH = 34;
const GAP_X = 16;
const GAP_Y = 34;

const lookOf = (name: string, { alerting, guilty }: CallGraph): string =>
  name === guilty ? 'guilty' : name === alerting ? 'alerting' : 'calm';

const NOTES: Readonly<Record<string, string>> = { guilty: ' (suspected)', alerting: ' (alerting)', calm: '' };

/** Who calls whom, callers above; the suspect and the one that alerts are marked by words too. */
export const callGraph = (graph: CallGraph): Child => {
  const layers = layered(graph.calls);
  if (layers.length === 0) return false;
  const width = Math.max(...layers.map((layer) => layer.length)) * (WIDE + GAP_X) - GAP_X;
  const height = layers.length * (HIGH + GAP_Y) - GAP_Y;
  const places = new Map(
    layers.flatMap((layer, y) => {
      const left = (width - layer.length * (WIDE + GAP_X) + GAP_X) / 2;
      return layer.map((name, x) => [name, { x: left + x * (WIDE + GAP_X), y: y * (HIGH + GAP_Y) }] as const);
    }),
  );
  const lines = graph.calls.flatMap(([caller, callee]) => {
    const [from, to] = [places.get(caller), places.get(callee)];
    if (from === undefined || to === undefined) return [];
    const [x1, y1, x2, y2] = [from.x + WIDE / 2, from.y + HIGH, to.x + WIDE / 2, to.y];
    const look = callee === graph.guilty ? 'guilty' : 'calm';
    return [svg('path', { class: look, d: `M${x1} ${y1}C${x1} ${y1 + 18} ${x2} ${y2 - 18} ${x2} ${y2}` })];
  });
  const boxes = [...places].map(([name, { x, y }]) => {
    const look = lookOf(name, graph);
    const label = name.length > 18 ? `${name.slice(0, 17)}…` : name;
    return svg(
      'g',
      { class: look, transform: `translate(${x} ${y})` },
      svg('rect', { width: `${WIDE}`, height: `${HIGH}`, rx: '6' }),
      svg('text', { x: `${WIDE / 2}`, y: look === 'calm' ? '21' : '15', 'text-anchor': 'middle' }, label),
      look !== 'calm' &&
        svg(
          'text',
          { class: 'note', x: `${WIDE / 2}`, y: '28', 'text-anchor': 'middle' },
          look === 'guilty' ? 'suspected' : 'alerting',
        ),
    );
  });
  const told = graph.calls.map(
    ([caller, callee]) => `${caller}${NOTES[lookOf(caller, graph)]} calls ${callee}${NOTES[lookOf(callee, graph)]}`,
  );
  return h(
    'figure',
    { class: 'graph' },
    svg(
      'svg',
      { viewBox: `-2 -2 ${width + 4} ${height + 4}`, role: 'img', 'aria-label': `Who calls whom: ${told.join('; ')}` },
      lines,
      boxes,
    ),
  );
};
