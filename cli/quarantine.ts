import type * as z from 'zod';
import { QuarantinedBodyView, QuarantineList } from '../functions/core/contracts/api.ts';
import { dateOf, inert, type Paint, plain, table, words } from './text.ts';

type List = readonly string[];

const sizeText = (bytes: number): string => (bytes < 1024 ? `${bytes} B` : `${(bytes / 1024).toFixed(1)} kB`);

/** What is quarantined as a table, the last seen first; below it the counts by source and reason. */
export const quarantineLines = (list: z.infer<typeof QuarantineList>, paint: Paint): List => {
  const { quarantined, counts } = inert(QuarantineList, list);
  if (quarantined.length === 0 && counts.length === 0) return ['nothing is quarantined'];
  const rows = quarantined.map(({ id, source, reason, count, bytes, lastSeen, why, replayed }) => [
    id,
    source,
    words(reason),
    String(count),
    sizeText(bytes),
    dateOf(lastSeen),
    replayed ? `replayed by ${replayed.by}` : '',
    why.length > 80 ? `${why.slice(0, 79)}…` : why,
  ]);
  const told = counts.map(
    ({ source, reason, count, since }) => `${source}: ${words(reason)} ${count} since ${dateOf(since)}`,
  );
  return [
    ...table(['id', 'source', 'reason', 'times', 'size', 'last seen', 'replayed', 'why'], rows, paint),
    ...told.map((line) => paint('dim', line)),
  ];
};

/** The lines of a body, none of which can move the cursor or begin to look like ours. */
const bodyLines = (body: string): List => body.split(/\r?\n/).map((line) => `  | ${plain(line)}`);

/** One quarantined body with everything that is known about it. */
export const quarantinedStory = (one: z.infer<typeof QuarantinedBodyView>, paint: Paint): List => {
  const { id, source, reason, why, count, bytes, firstSeen, lastSeen, receipts, headers, replayed } = inert(
    QuarantinedBodyView,
    one,
  );
  return [
    paint('bold', id),
    `${words(reason)}: ${why}`,
    `sent ${count} times by ${source}, ${dateOf(firstSeen)} to ${dateOf(lastSeen)}; ${sizeText(bytes)}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `receipts: ${receipts.join(', ')}${count > receipts.length ? ', ...' : ''}`,
    ...(replayed ? [`replayed by ${replayed.by} at ${dateOf(replayed.at)} as ${replayed.receiptId}`] : []),
    ...bodyLines(one.body),
    ...(one.whole ? [] : [paint('yellow', 'this is not all of it, or not in UTF-8; it is kept as it came')]),
  ];
};
