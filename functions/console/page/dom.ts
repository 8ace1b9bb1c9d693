import { words } from './format.ts';

export type Child = Node | string | false | null | undefined | readonly Child[];
type Attributes = Readonly<Record<string, string | undefined>>;

const nodesOf = (child: Child): (Node | string)[] => {
  if (child === undefined || child === null || child === false || child === '') return [];
  return typeof child === 'string' || child instanceof Node ? [child] : child.flatMap(nodesOf);
};

const fill = <E extends Element>(element: E, attributes: Attributes, children: readonly Child[]): E => {
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(name, value);
  element.append(...nodesOf(children));
  return element;
};

/** Makes an element; strings become text nodes, so that nothing that came from outside is ever markup. */
export const h = <K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]) =>
  fill(document.createElement(tag), attributes, children);

export const svg = <K extends keyof SVGElementTagNameMap>(tag: K, attributes: Attributes, ...children: Child[]) =>
  fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);

const GOOD = [
  'closed',
  'resolved',
  'for',
  'held',
  'done',
  'allow',
  'verified',
  'approved',
  'safe',
  'approve',
  'intact',
  'well',
  'released',
];
const BAD = [
  ...['escalated', 'against', 'broken', 'failed', 'deny', 'denied', 'worse', 'ineffective', 'firing', 'silent'],
  ...['unknown', 'expired', 'critical', 'engaged'],
];

/** A closed word of ours with a colour; the word says all that the colour does. */
export const tag = (text: string): HTMLElement =>
  h('span', { class: `tag ${GOOD.includes(text) ? 'good' : BAD.includes(text) ? 'bad' : 'busy'}` }, words(text));

export const code = (text: string): HTMLElement => h('code', {}, text);
export const faint = (...text: Child[]): HTMLElement => h('p', { class: 'faint' }, ...text);

/** A table that becomes a list of cards where there is no room. */
export const table = (
  caption: string,
  heads: readonly string[],
  rows: readonly (readonly Child[])[],
  look?: 'listing',
): HTMLElement =>
  h(
    'table',
    { class: look },
    h('caption', { class: 'unseen' }, caption),
    h('thead', {}, h('tr', {}, ...heads.map((name) => h('th', { scope: 'col' }, name)))),
    h(
      'tbody',
      {},
      ...rows.map((row) => h('tr', {}, ...row.map((cell, i) => h('td', { 'data-label': heads[i] }, cell)))),
    ),
  );

/** Pairs of name and value; those without a value are left out. */
export const facts = (pairs: readonly (readonly [name: string, value: Child])[]): HTMLElement =>
  h(
    'dl',
    {},
    ...pairs.flatMap(([name, value]) => (nodesOf(value).length > 0 ? [h('dt', {}, name), h('dd', {}, value)] : [])),
  );

/** What not everybody wants to read at once; `id` keeps it open from one drawing to the next. */
export const more = (id: string, name: string, ...inside: Child[]): HTMLElement =>
  h('details', { id }, h('summary', {}, name), ...inside);

export const raw = (value: unknown): HTMLElement => h('pre', { tabindex: '0' }, JSON.stringify(value, null, 2));

export const section = (id: string, name: string, ...inside: Child[]): HTMLElement =>
  h('section', { 'aria-labelledby': id }, h('h2', { id }, name), ...inside);

/** An age that grows by itself; see `tick`. */
export const since = (at: string): HTMLElement => h('time', { datetime: at, 'data-age': at, title: at });
