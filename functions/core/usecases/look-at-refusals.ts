import { type Look, queryAt } from './looking.ts';

/** A message that was refused less often may have been unlucky: its consumer, or whom that asks, was not there. */
const OFTEN = 3;

/** Which messages their consumer refuses again and again. */
export const lookAtRefusals: Look<'refusals'> = {
  asks: queryAt,
  look: async ({ metrics }, { now }, query) => {
    const counted = await metrics.at(query, now);
    if (counted.length === 0) return { missing: 'no data' };
    const messages = counted.flatMap(({ labels, value }) => (value >= OFTEN ? (labels['message'] ?? []) : []));
    return { value: messages.length, detail: { messages: messages.toSorted() } };
  },
};
