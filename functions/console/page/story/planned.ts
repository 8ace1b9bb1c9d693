import { type Child, code, facts, faint, h, more, raw, section, table, tag } from '../dom.ts';
import { clock, percent, short } from '../format.ts';
import type { IncidentView } from '../shapes.ts';

type Plan = NonNullable<IncidentView['plan']>;
type Step = Plan['steps'][number];

const shown = (value: unknown): Child =>
  value === undefined ? h('span', { class: 'faint' }, 'not foreseen') : code(JSON.stringify(value));

const endingOf = ({ ending }: Step): string => {
  if (ending.kind === 'inverse') return `It can be undone: ${ending.how}.`;
  return ending.kind === 'irreversible'
    ? `It cannot be undone: ${ending.loses}.`
    : `Nothing to undo: ${ending.because}.`;
};

const changes = ({ before, after = {} }: Step): HTMLElement =>
  table(
    'Before and after',
    ['what', 'before', 'after'],
    [...new Set([...Object.keys(before), ...Object.keys(after)])].map((name) => [
      name,
      shown(before[name]),
      shown(after[name]),
    ]),
  );

const step = (one: Step): Child =>
  h(
    'li',
    {},
    h('p', {}, h('strong', {}, one.says), ' on ', code(one.target), ' ', tag(one.risk)),
    h('p', {}, `Touches ${one.touches.what} of ${one.touches.service}: ${one.touches.count}. ${endingOf(one)}`),
    changes(one),
    more(
      `step-${one.id}`,
      'exactly',
      raw({ operation: one.operation, parameters: one.parameters, preconditions: one.preconditions }),
    ),
  );

const limitOf = ({ holds }: Plan['recoveredWhen'][number]): string =>
  'above' in holds ? `above ${short(holds.above)}` : `below ${short(holds.below)}`;

/** The plan as it was made: what would be touched, what it is like before and after, and how it ends. */
export const planContent = (plan: Plan): readonly Child[] => [
  h('p', {}, `${plan.rung.says} (rung ${plan.rung.number} of ${plan.rung.of})`),
  h('ol', { class: 'plain' }, ...plan.steps.map(step)),
  h('p', {}, 'It counts as recovered when:'),
  h(
    'ul',
    {},
    ...plan.recoveredWhen.map((one) => h('li', {}, `${one.says}: ${limitOf(one)} for ${short(one.holdSeconds)} s`)),
  ),
  facts([['plan', code(plan.digest)]]),
];

/** Every rule of the envelope with what it saw and what it allows. */
const rules = ({ rules: all, policyDigest }: Plan): HTMLElement => {
  const table_ = table(
    'Every rule of the envelope',
    ['decision', 'rule', 'value', 'limit'],
    all.map(({ rule, value, limit, decision }) => [tag(decision), rule, value, limit]),
  );
  return more('rules', `Why: all ${all.length} rules`, table_, facts([['policy', code(policyDigest)]]));
};

export const planned = ({ plan }: IncidentView): Child =>
  section(
    'planned',
    'The plan',
    plan === null
      ? faint('No plan was made.')
      : [
          h('p', {}, tag(plan.decision), ` at ${clock(plan.madeAt)}, sure to ${percent(plan.confidence)}`),
          planContent(plan),
          rules(plan),
        ],
  );
