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
const incidentToFollow = async (client: Client, write: (line: string) => void): Promise<string> => {
  const latest = await newest(client);
  if (latest !== undefined && !hasEnded(await patiently(() => client.incident(latest)))) return latest;
  write('waiting for the next incident');
  for (;;) {
    await rest(EVERY_MS);
    const id = await newest(client);
    if (id !== undefined && id !== latest) return id;
  }
};

/** Shows an incident's timeline as it grows, to its end: closed is well, handed over is not. */
export const watchIncident = async (
  client: Client,
  given: string | undefined,
  write: (line: string) => void,
  paint: Paint,
): Promise<ExitCode> => {
  const id = given ?? (await incidentToFollow(client, write));
  for (let told = 0; ; await rest(EVERY_MS)) {
    const incident = await patiently(() => client.incident(id));
    if (told === 0) write(`${paint('bold', plain(incident.title))}  ${paint('dim', incident.id)}`);
    for (const entry of incident.timeline.slice(told)) write(entryLine(entry, paint));
    told = incident.timeline.length;
    if (hasEnded(incident)) return incident.status === 'closed' ? EXIT.ok : EXIT.negative;
  }
};
