import { IncidentView } from '../functions/core/contracts/api.ts';
import { type Duration, durationsOf as durationsIn } from '../functions/core/domain/durations.ts';
import type { Instant } from '../functions/core/domain/time.ts';
import { tellApprovals } from './story-approvals.ts';
import { tellDiagnosis } from './story-diagnosis.ts';
import { tellActions, tellMeasurements } from './story-recovery.ts';
import { tellSimilar } from './story-similar.ts';
import { dateOf, inert, type Paint, secondsText, terminalPaint, timeOf, told, words } from './text.ts';

/** Takes one line of the story, without its end. */
export type Write = (line: string) => void;

export interface StoryOptions {
  /** Colours; by default those of the terminal, if it is one. */
  readonly paint?: Paint;
  /** When the fault was, if the teller knows. */
  readonly faultAt?: Instant | undefined;
}

/** Every leg from the fault (if it is known when that was) to the end, the total, and our part with its share. */
export const durationsOf = (incident: IncidentView, faultAt?: Instant): readonly Duration[] =>
  durationsIn(incident, faultAt);

/** Durations as aligned lines. */
export const durationLines = (durations: readonly Duration[], paint: Paint = terminalPaint): readonly string[] => {
  const width = Math.max(0, ...durations.map(({ name }) => name.length));
  return durations.map(({ name, seconds, share }) => {
    const line = `${name.padEnd(width)}  ${secondsText(seconds).padStart(9)}`;
    const part = share === undefined ? '' : `  ${(share * 100).toFixed(1)} % of the total`;
    return name === 'total' ? paint('bold', line) : `${line}${part}`;
  });
};

const tellAlerts = ({ alerts }: IncidentView, paint: Paint): readonly string[] =>
  alerts.flatMap(({ name, status, startsAt, endsAt, annotations }) => {
    const { summary } = annotations;
    const until = endsAt === undefined ? '' : ` to ${timeOf(endsAt)}`;
    const line = `${paint('bold', name)}  ${told(paint, status)} since ${timeOf(startsAt)}${until}`;
    return summary === undefined ? [line] : [line, `  ${summary}`];
  });

const tellEnd = ({ timeline, status, linkedTo }: IncidentView): readonly string[] => {
  const ends = timeline.filter(({ kind }) => kind === 'incident.closed' || kind === 'incident.escalated');
  const follows = linkedTo === undefined ? [] : [`It follows ${linkedTo}.`];
  if (ends.length === 0) return [`It has not ended; it is ${words(status)}.`, ...follows];
  return [...ends.map(({ at, text }) => `${timeOf(at)}  ${text}`), ...follows];
};

const tellDeliveries = ({ deliveries, seq }: IncidentView): readonly string[] =>
  deliveries.map(({ sink, deliveredSeq, refs, why }) => {
    const name = [refs['key'], refs['url']].filter((part) => part !== undefined).join('  ');
    const far = deliveredSeq >= seq ? '' : `  entry ${deliveredSeq} of ${seq}`;
    return `${sink}  ${name}${far}${why === undefined ? '' : `  ${words(why)}`}`;
  });

/** Tells an incident from what fired to how it ended, for somebody who was just woken up. */
export const printStory = (incident: IncidentView, write: Write, options: StoryOptions = {}): void => {
  const { paint = terminalPaint, faultAt } = options;
  const safe = inert(IncidentView, incident);
  const { id, title, status, endedFor, severity, service, openedAt } = safe;
  const chapter = (name: string, lines: readonly string[]): void => {
    if (lines.length === 0) return;
    write('');
    write(paint('bold', name));
    for (const line of lines) write(line === '' ? '' : `  ${line}`);
  };

  write(`${paint('bold', title)}  ${told(paint, status)}${endedFor === undefined ? '' : `: ${words(endedFor)}`}`);
  write(paint('dim', [id, service, severity, dateOf(openedAt)].filter(Boolean).join('  ')));
  chapter('What fired', tellAlerts(safe, paint));
  chapter('What was found, and why', tellDiagnosis(safe, paint));
  chapter('Who was asked', tellApprovals(safe, paint));
  chapter('What looked alike before', tellSimilar(safe.diagnosis?.similar ?? [], paint));
  chapter('What was done', tellActions(safe, paint));
  chapter('What was measured', tellMeasurements(safe, paint));
  chapter('How it ended', tellEnd(safe));
  chapter('Where people follow it', tellDeliveries(safe));
  chapter('How long it took', durationLines(durationsOf(safe, faultAt), paint));
};
