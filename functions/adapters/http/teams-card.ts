import type { Card } from '../../core/domain/card.ts';
import type { Storm } from '../../core/domain/storm.ts';
import type { TimelineEntry } from '../../core/domain/timeline.ts';

/** Controls, and marks that turn the direction of text and would make it lie. */
const UNSAFE = /[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff]+/gu;

/** Teams takes a message of 28 kB; so many lines of such a length stay well below. */
const LONGEST_LINE = 700;
const MOST_STEPS = 10;
const MOST_OF_STORM = 20;

const inert = (text: string): string => {
  const plain = text.replace(UNSAFE, ' ').toWellFormed().trim();
  const cut = plain.length > LONGEST_LINE ? `${plain.slice(0, LONGEST_LINE - 1).toWellFormed()}…` : plain;
  return cut === '' ? '-' : cut;
};

/** A text block would read Markdown in what an alert says; a run of rich text reads nothing. */
const line = (text: string, look: { readonly size?: 'Large'; readonly weight?: 'Bolder' } = {}) => ({
  type: 'RichTextBlock',
  inlines: [{ type: 'TextRun', text: inert(text), ...look }],
});

/** A message with one card, whose button only leads to the console: whoever decides signs in there. */
const message = (body: readonly object[], title: string, url: string) => ({
  type: 'message',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      contentUrl: null,
      content: {
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        type: 'AdaptiveCard',
        version: '1.4',
        msteams: { width: 'Full' },
        body,
        actions: [{ type: 'Action.OpenUrl', title, url }],
      },
    },
  ],
});

/** An incident as an Adaptive Card. */
export const adaptiveCard = (card: Card, entry: TimelineEntry, consoleUrl: string) => {
  const { whole, cause, question } = card;
  const { id, title, status, severity, service } = whole.incident;
  const steps = question?.steps ?? [];
  const body = [
    line(title, { size: 'Large', weight: 'Bolder' }),
    line([status.replace('_', ' '), severity, service, id, `entry ${entry.seq}`].filter(Boolean).join(' · ')),
    line(entry.text),
    ...(cause === undefined ? [] : [line(`Cause: ${cause}`)]),
    ...steps.slice(0, MOST_STEPS).map((step) => line(step)),
    ...(steps.length > MOST_STEPS ? [line(`and ${steps.length - MOST_STEPS} more; the console shows all`)] : []),
    ...(question === undefined ? [] : [line(`plan ${question.planDigest.slice(0, 12)}, until ${question.deadline}`)]),
  ];
  const does = question === undefined ? 'Open in the console' : 'Decide in the console';
  return message(body, does, `${consoleUrl}#/incidents/${id}`);
};

/** A storm as an Adaptive Card: what opened in it, each with how it stands. */
export const digestCard = ({ incidents }: Storm, consoleUrl: string) => {
  const shown = incidents.slice(0, MOST_OF_STORM);
  const left = incidents.length - shown.length;
  const body = [
    line(`A storm: ${incidents.length} more ${incidents.length === 1 ? 'incident' : 'incidents'}`, {
      size: 'Large',
      weight: 'Bolder',
    }),
    line(
      `since ${incidents[0].openedAt}; a question of any of them comes by itself, everything else is in the console`,
    ),
    ...shown.map(({ id, status, title }) => line(`${status.replace('_', ' ')}: ${title} · ${id}`)),
    ...(left > 0 ? [line(`and ${left} more; the console shows all`)] : []),
  ];
  return message(body, 'Open the console', consoleUrl);
};
