import { setTimeout as rest } from 'node:timers/promises';
import type { IncidentView } from '../functions/core/contracts/api.ts';
import type { TimelineEntry } from '../functions/core/domain/timeline.ts';
import type { Client } from './client.ts';
import { EXIT, type ExitCode } from './exit.ts';
import { patiently } from './patiently.ts';
import { type Paint, plain, timeOf } from './text.ts';

const EVERY_MS = 1000;

const KIND_COLOUR = [
  [/^incident\.(closed|resolved)$|verified$|\.done$/, 'green'],
  [/escalated$|failed$|refused$|denied$|inconclusive$|ineffective$|worse$/, 'red'],
] as const;

/** One fact of a timeline as a line. */
export const entryLine = ({ at, kind, text }: TimelineEntry, paint: Paint): string => {
  const [, colour = 'cyan'] = KIND_COLOUR.find(([pattern]) => pattern.test(kind)) ?? [];
  return `${paint('dim', timeOf(at))}  ${paint(colour, kind.padEnd(24))}  ${plain(text)}`;
};

/** Nothing more is to come: closed, or handed over and people know. */
const hasEnded = ({ status, toldAt }: IncidentView): boolean =>
  status === 'closed' || (status === 'escalated' && toldAt !== undefined);

const newest = async (client: Client): Promise<string | undefined> =>
  (await patiently(() => client.incidents({ limit: '1' }))).incidents[0]?.id;

/** The incident to follow: the one that is open, or the next one that opens. */
const incidentToFollow = async (client: Client, waiting: () => void): Promise<string> => {
  const latest = await newest(client);
  if (latest !== undefined && !hasEnded(await patiently(() => client.incident(latest)))) return latest;
  waiting();
  for (;;) {
    await rest(EVERY_MS);
    const id = await newest(client);
    if (id !== undefined && id !== latest) return id;
  }
};

/** How what is followed is told: for people, or each entry as JSON on a line of its own. */
export interface Told {
  readonly title: (incident: IncidentView) => void;
  readonly entry: (entry: TimelineEntry, incident: IncidentView) => void;
  readonly waiting: () => void;
}

/** For people, in colours where there are some. */
export const toldInWords = (write: (line: string) => void, paint: Paint): Told => ({
  title: ({ title, id }) => write(`${paint('bold', plain(title))}  ${paint('dim', id)}`),
  entry: (entry) => write(entryLine(entry, paint)),
  waiting: () => write('waiting for the next incident'),
});

/** For scripts: a line for each entry, and nothing else. */
export const toldAsJson = (write: (line: string) => void): Told => ({
  title: () => undefined,
  entry: (entry, { id }) => write(JSON.stringify({ incidentId: id, ...entry })),
  waiting: () => undefined,
});

/** Shows an incident's timeline as it grows, to its end: closed is well, handed over is not. */
export const watchIncident = async (client: Client, given: string | undefined, told: Told): Promise<ExitCode> => {
  const id = given ?? (await incidentToFollow(client, told.waiting));
  for (let seen = 0; ; await rest(EVERY_MS)) {
    const incident = await patiently(() => client.incident(id));
    if (seen === 0) told.title(incident);
    for (const entry of incident.timeline.slice(seen)) told.entry(entry, incident);
    seen = incident.timeline.length;
    if (hasEnded(incident)) return incident.status === 'closed' ? EXIT.ok : EXIT.negative;
  }
};
