import { type Child, code, faint, h, since, table, tag } from '../dom.ts';
import { words } from '../format.ts';
import { type IncidentStatus, Overview } from '../shapes.ts';
import type { Around, View } from '../view.ts';

type Listed = Overview['incidents'][number];

/** So many that a phone shows them at once; the command line has the rest. */
const LISTED = 50;

/** What needs a person comes first. */
const GROUPS: readonly { readonly name: string; readonly statuses: readonly IncidentStatus[] }[] = [
  { name: 'Waits for a person', statuses: ['awaiting_approval', 'escalated'] },
  { name: 'Being worked on', statuses: ['open', 'diagnosing', 'mitigating', 'verifying', 'resolved'] },
  { name: 'Closed', statuses: ['closed'] },
];

const row = ({
  id,
  title,
  status,
  service,
  severity,
  openedAt,
  endedFor,
  acknowledgedBy,
}: Listed): readonly Child[] => [
  tag(status),
  h('a', { href: `#/incidents/${id}` }, title),
  service,
  severity,
  since(openedAt),
  [endedFor && words(endedFor), acknowledgedBy && h('span', { class: 'faint' }, ` ${acknowledgedBy} is at it`)],
];

const HEADS = ['status', 'what', 'service', 'severity', 'age', 'note'];

const group = (name: string, incidents: readonly Listed[]): Child =>
  incidents.length > 0 &&
  h('section', {}, h('h2', {}, `${name} (${incidents.length})`), table(name, HEADS, incidents.map(row), 'listing'));

const none = (status: string | undefined): Child =>
  status === undefined
    ? [
        h('p', {}, 'No incident so far.'),
        faint('That is good news only if alerts come through: see ', h('a', { href: '#/pipeline' }, 'Pipeline'), '.'),
      ]
    : faint('None of this status among the newest. ', h('a', { href: '#/' }, 'Show all.'));

/** All incidents, what needs a person first. */
export const overviewView = (status: string | undefined, { client }: Around): View => {
  const query = status === undefined ? '' : `&status=${status}`;
  const read = client.reader(`overview?limit=${LISTED}${query}`, Overview);
  return {
    place: 'incidents',
    read: async () => {
      const listed = await read();
      const { incidents, cursor, me, brake: brakes } = listed;
      return {
        title: 'Incidents',
        stamps: [listed],
        standing: { me, brakes },
        draw: () =>
          h(
            'div',
            {},
            h('h1', {}, status === undefined ? 'Incidents' : `Incidents: ${words(status)}`),
            incidents.length === 0 && none(status),
            ...GROUPS.map(({ name, statuses }) =>
              group(
                name,
                incidents.filter((one) => statuses.includes(one.status)),
              ),
            ),
            cursor !== undefined && faint('Older ones: ', code('bin/selfright incidents')),
          ),
      };
    },
  };
};
