import type { Storm } from '../../core/domain/storm.ts';
import { brakeButton, consoleButton, context, header, MARKS } from './blocks.ts';

/** Lines of a digest: more would be no overview. */
const MOST = 30;

/** What a notification shows of a storm. */
export const digestText = ({ incidents }: Storm): string =>
  `A storm: ${incidents.length} more ${incidents.length === 1 ? 'incident' : 'incidents'}`;

/** A storm as blocks: what opened in it, each with how it stands, and how to stop everything. */
export const digestBlocks = (storm: Storm, consoleUrl: string): readonly object[] => {
  const { incidents } = storm;
  const [first] = incidents;
  const shown = incidents
    .slice(0, MOST)
    .map(({ title, status }) => `${MARKS[status] ?? '🔧'} ${status.replace('_', ' ')}: ${title}`);
  const left = incidents.length - shown.length;
  return [
    header(`🌩️ ${digestText(storm)}`),
    context(`since ${first.openedAt} · each has its message in this thread`),
    ...shown.map(context),
    ...(left > 0 ? [context(`and ${left} more; the console shows all`)] : []),
    {
      type: 'actions',
      elements: [brakeButton(storm.leader), consoleButton(consoleUrl)],
    },
  ];
};
