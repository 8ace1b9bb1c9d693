import { type Child, faint, h, section, table, tag } from '../dom.ts';
import { words } from '../format.ts';
import { RunbookList } from '../shapes.ts';
import type { Around, View } from '../view.ts';

type Runbook = RunbookList['runbooks'][number];
type Counts = Runbook['record']['plans'];

const ENDINGS = {
  inverse: 'can be undone',
  nothing_to_undo: 'nothing to undo',
  irreversible: 'cannot be undone',
} as const;

const counted = (counts: Counts): string =>
  Object.entries(counts)
    .map(([outcome, count]) => `${count} ${words(outcome)}`)
    .join(', ');

const record = ({ record: { plans, actions, verifications } }: Runbook): Child => {
  const rows = [
    ['plans', counted(plans)],
    ['actions', counted(actions)],
    ['recovery', counted(verifications)],
  ].filter(([, told]) => told !== '');
  return rows.length === 0 ? faint('It has not been used yet.') : table('How it did so far', ['what', 'became'], rows);
};

const rung = ({ says, steps }: Runbook['ladder'][number]): Child =>
  h(
    'li',
    {},
    says,
    h('ul', {}, ...steps.map((one) => h('li', {}, one.says, ' ', tag(one.risk), ` ${ENDINGS[one.ending]}`))),
  );

const runbook = (one: Runbook): Child =>
  section(
    `runbook-${one.fault}`,
    one.fault,
    h('p', {}, `When ${one.cause}:`),
    h('ol', {}, ...one.ladder.map(rung)),
    h('p', {}, `It counts as recovered when ${one.recoveredWhen.join(', and ')}.`),
    record(one),
  );

/** Which answers there are, what each does from gentle to strong, and how it did so far. */
export const runbooksView = ({ client, standing: readStanding }: Around): View => {
  const read = client.reader('runbooks', RunbookList);
  return {
    place: 'runbooks',
    read: async () => {
      const [standing, list] = await Promise.all([readStanding(), read()]);
      return {
        title: 'Runbooks',
        stamps: [list],
        standing,
        draw: () => h('div', {}, h('h1', {}, 'Runbooks'), list.runbooks.map(runbook)),
      };
    },
  };
};
