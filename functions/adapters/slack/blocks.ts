import type { Button } from '../../core/domain/button.ts';
import type { Card } from '../../core/domain/card.ts';
import type { IncidentId } from '../../core/domain/incident.ts';
import type { Telling } from '../../core/domain/telling.ts';
import { inert } from './text.ts';

/** Slack's limits, with room below them. */
const LONGEST = { header: 150, section: 2_900, label: 75, confirm: 300, context: 900 } as const;
const MOST_STEPS = 10;
const MOST_LINES = 30;

/** Plain text everywhere: what an alert says is never read as markup. */
const plain = (text: string, longest: number) => ({ type: 'plain_text', text: inert(text, longest), emoji: false });

const section = (text: string) => ({ type: 'section', text: plain(text, LONGEST.section) });
export const context = (text: string) => ({ type: 'context', elements: [plain(text, LONGEST.context)] });

export const header = (text: string) => ({ type: 'header', text: plain(text, LONGEST.header) });

export const MARKS: Readonly<Record<string, string>> = {
  closed: '✅',
  escalated: '🚨',
  awaiting_approval: '✋',
  open: '🔔',
};

interface Sure {
  readonly title: string;
  readonly text: string;
  readonly does: string;
}

const button = (label: string, pressed: Button, look?: 'primary' | 'danger', sure?: Sure) => ({
  type: 'button',
  action_id: pressed.does,
  text: plain(label, LONGEST.label),
  value: JSON.stringify(pressed),
  ...(look !== undefined && { style: look }),
  ...(sure !== undefined && {
    confirm: {
      title: plain(sure.title, 100),
      text: plain(sure.text, LONGEST.confirm),
      confirm: plain(sure.does, 30),
      deny: plain('Not now', 30),
      style: 'danger',
    },
  }),
});

export const consoleButton = (url: string) => ({
  type: 'button',
  action_id: 'console',
  text: plain('Open in the console', LONGEST.label),
  url,
});

/** Stops everything; a dialog asks first. */
export const brakeButton = (incidentId: IncidentId) =>
  button('Stop all actions', { does: 'brake', incidentId }, 'danger', {
    title: 'Stop all actions?',
    text: 'Nothing is done by itself any more, for any service, until an admin releases the brake.',
    does: 'Stop all',
  });

const buttonsOf = ({ whole, question, mayAcknowledge, mayBrake }: Card, consoleUrl: string) => {
  const { id: incidentId } = whole.incident;
  const deciding = question && [
    button(
      'Approve',
      { does: 'approve', incidentId, planDigest: question.planDigest },
      'primary',
      question.guarded
        ? { title: 'Do this?', text: `Guarded: ${question.steps.join(' ')}`, does: 'Approve' }
        : undefined,
    ),
    button('Deny', { does: 'deny', incidentId, planDigest: question.planDigest }),
  ];
  return {
    type: 'actions',
    elements: [
      ...(deciding ?? []),
      ...(mayAcknowledge ? [button('I am at it', { does: 'acknowledge', incidentId })] : []),
      ...(mayBrake ? [brakeButton(incidentId)] : []),
      consoleButton(`${consoleUrl}#/incidents/${incidentId}`),
    ],
  };
};

/** A card as blocks: at most a dozen and a few, of the 50 that a message may have. */
export const blocksOf = (card: Card, consoleUrl: string): readonly object[] => {
  const { whole, headline, cause, question } = card;
  const { id, status, severity, service, title, acknowledgedBy } = whole.incident;
  const facts = [status.replace('_', ' '), severity, service, acknowledgedBy && `${acknowledgedBy} is at it`, id];
  return [
    header(`${MARKS[status] ?? '🔧'} ${title}`),
    context(facts.filter((fact) => fact !== undefined).join(' · ')),
    section(headline),
    ...(cause === undefined ? [] : [section(`Cause: ${cause}`)]),
    ...(question === undefined
      ? []
      : [
          ...question.steps.slice(0, MOST_STEPS).map(section),
          ...(question.steps.length > MOST_STEPS
            ? [context(`and ${question.steps.length - MOST_STEPS} more; the console shows all`)]
            : []),
          context(
            `plan ${question.planDigest.slice(0, 12)} · ${question.approving} of ${question.quorum} said yes · until ${question.deadline}`,
          ),
        ]),
    buttonsOf(card, consoleUrl),
  ];
};

/** One entry with its lines, for a thread. */
export const repliedBlocks = ({ headline, lines }: Telling): readonly object[] => {
  const shown = lines.slice(0, MOST_LINES);
  const left = lines.length - shown.length;
  return [
    section(headline),
    ...shown.map(context),
    ...(left > 0 ? [context(`and ${left} more; the console shows all`)] : []),
  ];
};
