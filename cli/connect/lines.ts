import { type Paint, plain, secondsText, words } from '../text.ts';
import type { Connection } from './connection.ts';
import type { Piece } from './guide.ts';
import type { Check } from './tool-checks.ts';
import type { Tried } from './try-out.ts';

const pieceLines = ({ title, file, text }: Piece, paint: Paint): readonly string[] => [
  '',
  `${paint('bold', file)}: ${title}`,
  ...text
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`),
];

const CHECKED = { right: 'green', wrong: 'red', skipped: 'yellow' } as const;

const checkLines = ({ file, tool, outcome, says }: Check, paint: Paint): readonly string[] => [
  `${paint(CHECKED[outcome], outcome.padEnd(7))}  ${file}, by ${tool}`,
  ...(outcome === 'right' ? [] : says.split('\n').map((line) => `  ${plain(line)}`)),
];

const ADVICE: Readonly<Record<number, string>> = {
  401: 'the webhook does not know this secret (yet: a new one is read within 30 s)',
  404: 'this deployment does not know the source; deploy again',
  503: 'it could not store the notification; bin/selfright doctor tells more',
};

const triedLines = (tried: Tried, paint: Paint): readonly string[] => {
  switch (tried.outcome) {
    case 'arrived':
    case 'ended_otherwise': {
      const { id, state, incidentId, reason, why } = tried.receipt;
      const well = tried.outcome === 'arrived';
      const more = [incidentId, reason && words(reason), why && plain(why)].filter(Boolean).join('; ');
      return [
        `${paint(well ? 'green' : 'red', well ? 'arrived' : 'ended otherwise')}  receipt ${id}: ${words(state)} after ${secondsText(tried.seconds)}`,
        ...(well || more === '' ? [] : [`  ${more}`]),
      ];
    }
    case 'not_settled':
      return [
        `${paint('red', 'not settled')}  receipt ${tried.receiptId} is still queued after ${secondsText(tried.seconds)}`,
        '  the intake does not come to it; bin/selfright doctor tells more',
      ];
    case 'refused':
      return [
        `${paint('red', 'refused')}  ${tried.status ?? ''} ${plain(tried.detail)}`.replace('   ', '  '),
        ...(tried.status !== undefined && ADVICE[tried.status] ? [`  ${ADVICE[tried.status]}`] : []),
      ];
  }
};

/** A connection as lines for people: what to put where, then whether it is right. */
export const connectionLines = (connection: Connection, paint: Paint): readonly string[] => {
  const { source, address, pieces, notes, checks, tried, untried } = connection;
  const test =
    tried !== undefined
      ? triedLines(tried, paint)
      : [untried === undefined ? 'nothing was sent' : `${paint('yellow', 'not sent')}  ${untried}`];
  return [
    `${paint('bold', source)} posts to ${address}`,
    ...pieces.flatMap((piece) => pieceLines(piece, paint)),
    '',
    ...notes.map((note) => `- ${note}`),
    '',
    ...(checks.length === 0 ? [] : [paint('bold', 'Checked'), ...checks.flatMap((one) => checkLines(one, paint)), '']),
    paint('bold', 'Test notification'),
    ...test,
  ];
};
