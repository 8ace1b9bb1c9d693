import type { Alert } from '../domain/alert.ts';

/** A name is whatever a stranger wrote into it; a story needs only so much of it, on one line. */
const LONGEST = 80;
const MOST_NAMED = 3;

const shown = (name: string): string => {
  const characters = [...name.slice(0, 2 * LONGEST).replaceAll(/\p{Cc}+/gu, ' ')];
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : characters.join('');
};

/** The names of alerts, each once, as a sentence may hold them. */
export const namesOf = (alerts: readonly Alert[]): string => {
  const all = [...new Set(alerts.map(({ name }) => shown(name)))];
  const more = all.length - MOST_NAMED;
  return more > 0 ? `${all.slice(0, MOST_NAMED).join(', ')} and ${more} more` : all.join(', ');
};
