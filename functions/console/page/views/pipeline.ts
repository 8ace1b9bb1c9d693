import { type Child, faint, h, section, since, table, tag } from '../dom.ts';
import { lasting, words } from '../format.ts';
import { PipelineView } from '../shapes.ts';
import type { Around, View } from '../view.ts';

/** Longer than this between two rounds, nobody watches. */
const ROUND_LATE_SECONDS = 180;

/** What is false has nothing to say and gets no bullet. */
const list = (...items: readonly Child[]): HTMLElement =>
  h('ul', {}, ...items.filter((item) => item !== false).map((item) => h('li', {}, item)));

const queue = ({ queue: { waiting, underWay }, round }: PipelineView): Child =>
  section(
    'queue',
    'Notifications',
    list(
      `${waiting} wait, ${underWay} are being taken in`,
      round?.stuck === undefined ? 'Whether any is stuck is not known' : `${round.stuck} are stuck`,
    ),
  );

const dead = ({ round }: PipelineView): Child => {
  const counts = Object.entries(round?.deadLetters ?? {});
  const rows = counts.map(([name, count]) => [tag(count === 0 ? 'well' : 'failed'), name, `${count}`]);
  return section(
    'dead',
    'Dead letters',
    counts.length === 0
      ? faint('They were not counted in the last round.')
      : table('Dead letters', ['state', 'queue', 'count'], rows),
  );
};

const hearts = ({ heartbeats }: PipelineView): Child =>
  section(
    'hearts',
    'Heartbeats',
    table(
      'Heartbeats',
      ['state', 'source', 'name', 'last heard'],
      heartbeats.map(({ source, name, at, silent }) => [
        tag(silent ? 'silent' : 'well'),
        source,
        name,
        [since(at), ' ago'],
      ]),
    ),
  );

const drill = ({ drill: last }: PipelineView): Child =>
  last === undefined
    ? 'No notification of our own was sent yet'
    : [
        'Our own notification was sent ',
        since(last.sentAt),
        ' ago; ',
        last.latency === undefined
          ? 'how long it took to its end is told with the next one'
          : `the last took ${lasting(last.latency)} to its end`,
      ];

const reconciled = ({ round }: PipelineView): Child => {
  const compared = round?.reconciled;
  if (compared === undefined) return 'What fires was not compared with any Alertmanager in the last round';
  const { listed, missed, gone, unanswered } = compared;
  return [
    `Of ${listed} alerts that fire, ${missed} had been missed and were opened; ${gone} were gone`,
    unanswered.length > 0 && h('span', { class: 'bad' }, `; no answer from ${unanswered.join(', ')}`),
  ];
};

const watch = (view: PipelineView): Child => {
  const { round, at } = view;
  if (round === undefined) return section('watch', 'The watch over ourselves', faint('It has not run yet.'));
  const late = Date.parse(at) - Date.parse(round.startedAt) > ROUND_LATE_SECONDS * 1000;
  return section(
    'watch',
    'The watch over ourselves',
    h(
      'p',
      {},
      tag(late ? 'silent' : round.failed.length > 0 ? 'failed' : 'well'),
      ' It began a round ',
      since(round.startedAt),
      ' ago.',
    ),
    list(
      round.failed.length > 0 && h('span', { class: 'bad' }, `Not done: ${round.failed.join(', ')}`),
      reconciled(view),
      drill(view),
      round.behind !== undefined && `${round.behind} deliveries to tickets, pagers and webhooks are behind`,
    ),
  );
};

const quarantine = ({ quarantine: counts }: PipelineView): Child =>
  section(
    'quarantine',
    'Quarantine',
    counts.length === 0
      ? faint('Everything that came was understood.')
      : table(
          'Quarantine',
          ['source', 'reason', 'count', 'since'],
          counts.map(({ source, reason, count, since: from }) => [
            source,
            words(reason),
            `${count}`,
            [since(from), ' ago'],
          ]),
        ),
  );

/** Whether alerts come to us at all: what an empty list of incidents is worth. */
export const pipelineView = ({ client, standing: readStanding }: Around): View => {
  const read = client.reader('pipeline', PipelineView);
  return {
    place: 'pipeline',
    read: async () => {
      const [standing, view] = await Promise.all([readStanding(), read()]);
      return {
        title: 'Pipeline',
        stamps: [view],
        standing,
        draw: () =>
          h('div', {}, h('h1', {}, 'Pipeline'), hearts(view), watch(view), queue(view), dead(view), quarantine(view)),
      };
    },
  };
};
