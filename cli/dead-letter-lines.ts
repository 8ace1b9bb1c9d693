import * as z from 'zod';
import type { Client } from './client.ts';
import type { DeadLetter } from './dead-letters.ts';
import { dateOf, inert, type Paint, table, words } from './text.ts';

const Told = z.array(
  z.object({
    messageId: z.string(),
    receiptId: z.string().optional(),
    source: z.string().optional(),
    receivedAt: z.string().optional(),
    large: z.boolean().optional(),
    reason: z.string().optional(),
    why: z.string().optional(),
  }),
);
export type ToldLetter = z.infer<typeof Told>[number];

/** Dead letters together with what their receipts say stood in the way. */
export const withReasons = (client: Client, letters: readonly DeadLetter[]): Promise<readonly ToldLetter[]> =>
  Promise.all(
    letters.map(async (letter): Promise<ToldLetter> => {
      if (letter.receiptId === undefined) return { ...letter, why: 'the message is no notification' };
      const receipt = await client.receipt(letter.receiptId);
      return { ...letter, reason: receipt?.reason, why: receipt?.why };
    }),
  );

/** Dead letters as a table. */
export const deadLetterTable = (letters: readonly ToldLetter[], paint: Paint): readonly string[] => {
  if (letters.length === 0) return ['no dead letters'];
  const rows = inert(Told, letters).map(({ messageId, receiptId, source = '', receivedAt, reason = '', why = '' }) => [
    receiptId ?? messageId,
    source,
    receivedAt !== undefined && !Number.isNaN(Date.parse(receivedAt)) ? dateOf(receivedAt) : '',
    words(reason),
    why,
  ]);
  return table(['id', 'source', 'received', 'reason', 'why'], rows, paint);
};
