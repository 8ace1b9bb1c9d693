import { percent } from '../percent.ts';
import { type ChangeGroup, groupChanges } from './change-groups.ts';
import type { JudgedChange } from './changes.ts';
import type { Onset } from './onset.ts';
import type { Ranking } from './rank.ts';
import type { Telemetry } from './telemetry.ts';

/** Other suspects that are named. */
const OTHERS = 2;
/** The facts that are told of a suspect. */
const FACTS = 3;

const momentOf = (seconds: number): string => `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;

/** What could not be said, and why, where nothing can be held against what is usual. */
const unheld = ({ seen }: Ranking, { series }: Telemetry): string | undefined => {
  if (seen.series > 0 || seen.traces) return undefined;
  return series.length === 0
    ? 'Nothing could be looked at.'
    : `There was no baseline: none of ${series.length} signals has samples both from the trouble and from before it.`;
};

const causeOf = (ranking: Ranking, telemetry: Telemetry, suffering: string): string => {
  const { suspects, outcome } = ranking;
  const [best] = suspects;
  const blind = unheld(ranking, telemetry);
  if (blind !== undefined) return blind;
  if (best === undefined) return 'Nothing could be looked at.';
  if (outcome === 'inconclusive') {
    return `Nothing stands out enough to be called the cause of what ${suffering} suffers; the nearest is ${best.service} (${percent(best.confidence)} sure).`;
  }
  // What shifted and what jumped may be one signal, of which both say the same.
  const facts = [...new Set(best.leads.map(({ says }) => says))].slice(0, FACTS);
  return `${best.service} is at fault (${percent(best.confidence)} sure): ${facts.join('; ')}.`;
};

const onsetText = (onset: Onset | undefined): string =>
  onset === undefined
    ? ' When it began is not known.'
    : ` It began between ${momentOf(onset.after)} and ${momentOf(onset.by)}, by ${onset.signal} of ${onset.service}.`;

const suspectText = ({ kind, service, changes }: ChangeGroup): string => {
  const [newest] = changes;
  const oldest = changes.at(-1) ?? newest;
  return changes.length === 1
    ? ` Suspect is the ${kind} of ${service} at ${momentOf(newest.change.at)}.`
    : ` Suspect are ${changes.length} changes of ${kind} at ${service}, from ${momentOf(oldest.change.at)} to ${momentOf(newest.change.at)}.`;
};

const changeText = (changes: readonly JudgedChange[]): string => {
  const blamed = groupChanges(changes).filter(({ suspect }) => suspect);
  if (changes.length === 0) return ' No change is known from that time.';
  if (blamed.length === 0) return ` Of ${changes.length} known changes none is to blame.`;
  return blamed.map(suspectText).join('');
};

/** The ranking as a paragraph for a person who was just woken up. */
export const paragraphOf = (
  ranking: Ranking,
  telemetry: Telemetry,
  onset: Onset | undefined,
  changes: readonly JudgedChange[],
): string => {
  const suffering = telemetry.alert.service ?? 'the system';
  const others = ranking.suspects
    .slice(1, 1 + OTHERS)
    .filter(({ strength }) => strength > 0)
    .map(({ service, confidence }) => `${service} (${percent(confidence)})`);
  const rest = others.length === 0 ? '' : ` Next would be ${others.join(' and ')}.`;
  return `${causeOf(ranking, telemetry, suffering)}${onsetText(onset)}${changeText(changes)}${rest}`;
};

const inWords = (seconds: number): string =>
  seconds < 120
    ? `${Math.round(seconds)} s`
    : seconds < 7_200
      ? `${Math.round(seconds / 60)} min`
      : `${Math.round(seconds / 3_600)} h`;

/** What of the suspect is full, or will be, the soonest first. */
export const exhaustionOf = (full: readonly { readonly signal: string; readonly seconds: number }[]): string => {
  const [first] = full.toSorted((a, b) => a.seconds - b.seconds);
  if (first === undefined) return '';
  return first.seconds === 0
    ? ` Its ${first.signal} is at its end.`
    : ` At this rate its ${first.signal} reaches its end in ${inWords(first.seconds)}.`;
};
