import * as z from 'zod';
import { jsonIn } from '../core/contracts/read-json.ts';

/** One message of the orders' queue: which orders leave together. */
export const Manifest = z.object({ orderIds: z.array(z.uuid()).min(1).max(50) });
export type Manifest = z.infer<typeof Manifest>;

/** Reads a message; undefined where it is no manifest. */
export const manifestIn = (body: string): Manifest | undefined => {
  const read = Manifest.safeParse(jsonIn(body));
  return read.success ? read.data : undefined;
};
