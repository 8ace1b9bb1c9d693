import * as z from 'zod';

/** One message of the orders' queue: which orders leave together. */
export const Manifest = z.object({ orderIds: z.array(z.uuid()).min(1).max(50) });
export type Manifest = z.infer<typeof Manifest>;

/** Reads a message; one that is no manifest throws, and the queue offers it again. */
export const manifestIn = (body: string): Manifest => Manifest.parse(JSON.parse(body));
