/** Makes an element; strings become text nodes, so that nothing that came from outside is ever markup. */
export const h = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);

const svg = (tag, attributes, ...children) =>
  fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);

const fill = (element, attributes, children) => {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.flat().filter(Boolean));
  return element;
};

export const words = (text) => text.replaceAll('_', ' ');
export const clock = (at) => new Date(at).toLocaleTimeString([], { hour12: false });
export const day = (at) => new Date(at).toLocaleString([], { hour12: false });
export const short = (value) => (value === undefined ? 'none' : String(Number(value.toPrecision(4))));

const GOOD = ['closed', 'resolved', 'for', 'held', 'done', 'allow', 'verified'];
const BAD = ['escalated', 'against', 'broken', 'failed', 'deny', 'worse', 'ineffective', 'firing'];
export const tag = (text) =>
  h('span', { class: `tag ${GOOD.includes(text) ? 'good' : BAD.includes(text) ? 'bad' : 'busy'}` }, words(text));

export const table = (heads, rows) => {
  const cells = (row) => row.map((cell, i) => h('td', { 'data-label': heads[i] }, cell));
  const head = heads.map((name) => h('th', { scope: 'col' }, name));
  return h(
    'table',
    {},
    h('thead', {}, h('tr', {}, head)),
    rows.map((row) => h('tr', {}, cells(row))),
  );
};

/** Pairs of name and value; those without a value are left out. */
export const facts = (pairs) =>
  h(
    'dl',
    {},
    pairs.filter(([, value]) => value).flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]),
  );

export const more = (name, ...inside) => h('details', { id: name }, h('summary', {}, name), ...inside);
export const raw = (value) => h('pre', {}, JSON.stringify(value, null, 2));

/** The samples of a measurement against its limit. */
export const sparkline = ({ samples, limit, says }) => {
  const wanted = Number(limit.split(' ')[1]);
  const values = samples.map(([, value]) => value);
  const low = Math.min(...values, wanted, 0);
  const height = Math.max(...values, wanted) - low || 1;
  const from = samples[0][0];
  const width = samples.at(-1)[0] - from || 1;
  const y = (value) => 36 - ((value - low) / height) * 32;
  const points = samples.map(([at, value]) => `${((at - from) / width) * 200},${y(value)}`).join(' ');
  const label = `${says}: ${samples.length} samples, newest ${short(values.at(-1))}, wanted ${limit}`;
  const box = { class: 'spark', viewBox: '0 0 200 40', preserveAspectRatio: 'none', role: 'img', 'aria-label': label };
  return svg('svg', box, svg('line', { x2: 200, y1: y(wanted), y2: y(wanted) }), svg('polyline', { points }));
};
