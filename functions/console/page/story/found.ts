import { chart } from '../chart.ts';
import type { Perhaps } from '../client.ts';
import { type Child, code, faint, h, more, section, table } from '../dom.ts';
import { percent, sentence, short, words } from '../format.ts';
import { callGraph } from '../graph.ts';
import type { IncidentView, SeriesView } from '../shapes.ts';
import { markersOf } from './markers.ts';

type Examination = NonNullable<NonNullable<IncidentView['diagnosis']>['examination']>;

/** What would be shown as 0.0 %. */
const NOTHING = 0.0005;
const isWorthNaming = ({ confidence }: Examination['suspects'][number]): boolean => confidence >= NOTHING;

const suspects = ({ suspects: all }: Examination): Child =>
  all.some(isWorthNaming) &&
  h(
    'ol',
    { class: 'suspects' },
    ...all
      .filter(isWorthNaming)
      .slice(0, 3)
      .map(({ service, signal, confidence, facts: said }) =>
        h(
          'li',
          {},
          h('strong', {}, service),
          ` by its ${words(signal)}, ${percent(confidence)}`,
          // What shifted and what jumped may be one signal, of which both say the same.
          h('ul', {}, ...[...new Set(said)].map((fact) => h('li', {}, sentence(fact)))),
        ),
      ),
  );

const charts = (incident: IncidentView, perhaps: Perhaps<SeriesView>): Child => {
  if ('missing' in perhaps) return faint(`The series are not to be had: ${perhaps.missing}.`);
  const { from, step, windowFrom, series } = perhaps.value;
  if (series.length === 0) return faint('No series were kept.');
  return series.map(({ service, signal, query, values }) =>
    chart({
      name: `${words(signal)} of ${service}`,
      query,
      at: values.map((_, i) => from + i * step),
      values,
      markers: markersOf(incident, windowFrom),
    }),
  );
};

const signals = ({ looked }: Examination): Child =>
  more(
    'signals',
    `All ${looked.length} signals that were looked at`,
    table(
      'Signals that were looked at',
      ['service', 'signal', 'normally', 'now', 'strays', 'query'],
      looked.map(({ service, signal, normally, value, score, missing, query }) => [
        service,
        words(signal),
        short(normally),
        missing ?? short(value),
        score === undefined ? '' : short(score),
        code(query),
      ]),
    ),
  );

/** Where the cause sits: as the series say, if they say anything, else as the clues do. Nobody is marked for a mere rank. */
const guiltyIn = ({ diagnosis }: IncidentView, { outcome, suspects: all }: Examination): string | undefined => {
  if (outcome === 'explained') return all[0]?.service;
  return diagnosis?.outcome === 'explained' ? diagnosis.best.scope.dependency : undefined;
};

const examined = (incident: IncidentView, examination: Examination, series: Perhaps<SeriesView>): Child => {
  const { says, calls, service } = examination;
  const guilty = guiltyIn(incident, examination);
  return [
    h('p', {}, sentence(says)),
    callGraph({ calls, alerting: service ?? incident.service, guilty }),
    suspects(examination),
    charts(incident, series),
    signals(examination),
  ];
};

/** What was found, in words, on the graph of calls and in charts. */
export const found = (incident: IncidentView, series: Perhaps<SeriesView>): Child => {
  const { diagnosis } = incident;
  if (diagnosis === null) return section('found', 'What was found', faint('Nothing yet.'));
  const { examination } = diagnosis;
  const best = diagnosis.outcome === 'explained' ? diagnosis.best : undefined;
  return section(
    'found',
    'What was found',
    best
      ? h(
          'p',
          { class: 'cause' },
          `${best.scope.service} and ${best.scope.dependency}: ${best.cause} (${percent(best.confidence)})`,
        )
      : h(
          'p',
          { class: 'cause' },
          `No known cause explains it${'reason' in diagnosis ? `: ${words(diagnosis.reason)}` : ''}.`,
        ),
    examination === undefined ? faint('No series were examined.') : examined(incident, examination, series),
  );
};
