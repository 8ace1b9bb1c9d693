import { clock, day, facts, h, more, raw, short, sparkline, table, tag, words } from './dom.js';

const seconds = (value) =>
  value < 60 ? `${value.toFixed(1)} s` : `${Math.floor(value / 60)} min ${Math.round(value % 60)} s`;
const percent = (share) => (share > 0.999 ? 'over 99.9 %' : `${(share * 100).toFixed(1)} %`);
const code = (text) => h('code', {}, text);
const faint = (text) => h('p', { class: 'faint' }, text);

const fired = ({ alerts }) =>
  alerts.flatMap(({ name, status, startsAt, fingerprint, labels, annotations }) => [
    h('p', {}, tag(status), ` ${name} since ${day(startsAt)}. `, annotations.summary),
    more(`labels of ${fingerprint}`, raw({ labels, annotations })),
  ]);

const evidence = ({ weighed }) =>
  table(
    ['verdict', 'clue', 'value', 'limit', 'query'],
    weighed.map(({ verdict, says, evidence: { missing, value, query }, limit }) => [
      tag(verdict),
      says,
      code(missing ?? short(value)),
      limit,
      code(query),
    ]),
  );

const told = ({ scope, cause, confidence }) =>
  h('p', {}, `${scope.service} and ${scope.dependency}: ${cause} (${percent(confidence)})`);

const found = ({ diagnosis }) => {
  if (diagnosis === null) return [faint('Nothing yet.')];
  const [first, ...others] = diagnosis.hypotheses;
  const unsure = diagnosis.outcome === 'inconclusive' && `No known cause explains it: ${words(diagnosis.reason)}.`;
  const weighed = (one) => [told(one), evidence(one)];
  return [
    unsure && h('p', {}, unsure),
    ...(first ? weighed(first) : []),
    others.length > 0 && more('What else was considered', ...others.flatMap(weighed)),
  ];
};

const done = ({ plan, actions }) => {
  if (plan === null) return [faint('No plan was made.')];
  const rules = plan.rules.map(({ rule, value, limit, decision }) => [rule, value, limit, tag(decision)]);
  return [
    h('p', {}, 'Planned and judged ', tag(plan.decision), `: ${plan.steps.map(({ says }) => says).join(', then ')}`),
    more('Every rule of the envelope', table(['rule', 'value', 'limit', 'decision'], rules)),
    ...actions.flatMap(({ result, step, target, startedAt, error, found, changed }) => [
      h('p', {}, tag(result), ` ${step} at ${clock(startedAt)} on `, code(target)),
      error && h('p', { class: 'bad' }, error),
      more(`found and changed by ${step}`, raw({ found, changed })),
    ]),
  ];
};

const measured = ({ verification }) => {
  if (verification === null) return [faint('Nothing yet.')];
  const { outcome, at, measurements, probe } = verification;
  return [
    h('p', {}, tag(outcome), ` at ${clock(at)}`),
    ...measurements.map((one) => {
      const text = ` ${one.says}: held ${short(one.heldSeconds)} of ${one.holdSeconds} s, wanted ${one.limit}. `;
      const caption = h('figcaption', {}, tag(one.verdict), text, code(one.query));
      return h('figure', {}, one.samples.length > 1 && sparkline(one), caption);
    }),
    probe && h('p', {}, `${probe.url} ${probe.ok ? 'answered' : 'did not answer well'}`),
  ];
};

/** One incident from what fired to how it ended. */
export const story = (incident) => {
  const { title, status, endedFor, openedAt, openedFor, linkedTo, durations, timeline } = incident;
  const took = durations.map(({ name, seconds: value, share }) => [
    name,
    seconds(value) + (share === undefined ? '' : ` (${percent(share)})`),
  ]);
  return h(
    'div',
    {},
    h('h1', {}, title),
    facts([
      ['status', [tag(status), endedFor && ` ${words(endedFor)}`]],
      ['service', incident.service],
      ['severity', incident.severity],
      ['opened', `${day(openedAt)} (${words(openedFor)})`],
      ['follows', linkedTo && h('a', { href: `#${linkedTo}` }, linkedTo)],
      ['id', incident.id],
    ]),
    h('h2', {}, 'What fired'),
    fired(incident),
    h('h2', {}, 'What was found, and why'),
    found(incident),
    h('h2', {}, 'What was done'),
    done(incident),
    h('h2', {}, 'What was measured'),
    measured(incident),
    h('h2', {}, 'How long it took'),
    facts(took),
    h('h2', {}, 'Timeline'),
    table(
      ['at', 'what', 'who'],
      timeline.map(({ at, text, actor }) => [code(clock(at)), text, actor]),
    ),
  );
};

/** All incidents, newest first. */
export const overview = ({ incidents }) => {
  const rows = incidents.map(({ id, openedAt, status, title, service }) => {
    return [code(day(openedAt)), tag(status), h('a', { href: `#${id}` }, title), service];
  });
  const all = rows.length === 0 ? faint('None so far.') : table(['opened', 'status', 'what', 'service'], rows);
  return h('div', {}, h('h1', {}, 'Incidents'), all);
};
