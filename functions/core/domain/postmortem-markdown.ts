import { inlineCode, escapeMarkdown as text } from './markdown.ts';
import type { Clarified, Postmortem } from './postmortem.ts';

const words = (name: string): string => name.replaceAll('_', ' ');

const number = (value: number | undefined): string =>
  value === undefined ? 'no data' : String(Number(value.toPrecision(4)));

const chapter = (name: string, lines: readonly string[], without: string): readonly string[] => [
  '',
  `## ${name}`,
  '',
  ...(lines.length === 0 ? [without] : lines),
];

const clue = ({ says, verdict, limit, query, at, value, missing }: Clarified): string => {
  const seen =
    value === undefined ? `not observed: ${text(missing ?? 'no data')}` : `${number(value)}, limit ${text(limit)}`;
  return `- **${verdict}** ${text(says)}: ${seen}; ${inlineCode(query)} at ${at}`;
};

const failed = (told: Postmortem['impact']['failedRequests']): readonly string[] =>
  told === undefined
    ? ['How many requests failed is not on record.']
    : [
        `At least ${told.count} requests of ${text(told.service)} failed from ${told.from} to ${told.until}, as far as the series on record reach.`,
      ];

/** A postmortem as Markdown; every text that came from outside shows as it is and does nothing. */
export const postmortemMarkdown = (postmortem: Postmortem): string => {
  const { id, title, status, endedFor, severity, service, impact, cause } = postmortem;
  const lasted = impact.seconds === undefined ? 'its end is not on record' : `${Math.round(impact.seconds)} s`;
  const lines = [
    `# ${text(title)}`,
    '',
    `${id}, ${words(status)}${endedFor === undefined ? '' : ` (${words(endedFor)})`}, severity ${text(severity)}${service === undefined ? '' : `, service ${text(service)}`}`,
    ...chapter('Summary', [text(postmortem.summary)], ''),
    ...chapter(
      'Impact',
      [
        `From ${impact.from}${impact.to === undefined ? '' : ` to ${impact.to}`}: ${lasted}.`,
        ...failed(impact.failedRequests),
        '',
        ...impact.alerts.map(
          ({ name, service: of, count }) =>
            `- ${text(name)}${of === undefined ? '' : ` of ${text(of)}`}, ${count === 1 ? 'once' : `${count} times`}`,
        ),
      ],
      '',
    ),
    ...chapter('Cause', [text(cause.text), '', ...cause.evidence.map(clue)], ''),
    ...chapter(
      'What was done',
      postmortem.actions.map(
        ({ at, step, target, result, error }) =>
          `- ${at} ${text(step)} on ${inlineCode(target)}: ${words(result)}${error === undefined ? '' : `, ${text(error)}`}`,
      ),
      'Nothing was changed.',
    ),
    ...chapter(
      'What was measured',
      postmortem.measurements.map(
        ({ at, outcome, says, limit, newest, heldSeconds }) =>
          `- ${at} ${text(says)}: ${number(newest)} (${text(limit)}), held ${Math.round(heldSeconds)} s; ${words(outcome)}`,
      ),
      'No recovery was measured.',
    ),
    ...chapter(
      'What was refused',
      postmortem.refused.map(
        ({ at, reason, text: said }) => `- ${at} ${text(said)}${reason === undefined ? '' : ` (${words(reason)})`}`,
      ),
      'Nothing was refused.',
    ),
    ...chapter(
      'Timeline',
      postmortem.timeline.map(
        ({ seq, at, actor, kind, text: said }) => `${seq}. ${at} **${kind}** ${text(said)} (${text(actor)})`,
      ),
      '',
    ),
    ...chapter(
      'Similar incidents',
      postmortem.similar.map(
        (one) => `- ${one.id} ${text(one.title)}, ${one.openedAt}: ${words(one.endedFor ?? one.status)}`,
      ),
      'None of this service is on record.',
    ),
    ...chapter(
      'Open questions',
      postmortem.openQuestions.map((question) => `- ${text(question)}`),
      'The record leaves none.',
    ),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
};
