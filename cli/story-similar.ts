import { percent } from '../functions/core/domain/percent.ts';
import type { SimilarIncident } from '../functions/core/domain/similar-incident.ts';
import { dateOf, type Paint, secondsText, told, words } from './text.ts';

/** Past incidents that looked alike, each with its cause, what was done and whether that was measured to help. */
export const tellSimilar = (similar: readonly SimilarIncident[], paint: Paint): readonly string[] =>
  similar.flatMap(({ id, title, openedAt, likeness, cause, did, outcome, endedFor, tookSeconds }) => {
    const long = tookSeconds === undefined ? '' : ` after ${secondsText(tookSeconds)}`;
    const ended = endedFor === undefined ? '' : `, ended for ${words(endedFor)}${long}`;
    return [
      `${told(paint, outcome, words(outcome))}  ${title} of ${dateOf(openedAt)}, ${percent(likeness)} alike${ended}`,
      `  ${cause ?? 'no cause was found'}; ${did.length === 0 ? 'nothing was done' : did.join(', ')}`,
      `  ${paint('dim', id)}`,
    ];
  });
