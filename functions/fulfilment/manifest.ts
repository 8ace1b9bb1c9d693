import * as z from 'zod';

/** One message of the orders' queue: which orders leave together. */
export const Manifest = z.object({ orderIds: z.array(z.uuid()).min(1).max(50) });
export type Manifest = z.infer<typeof Manifest>;

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Reads a message; undefined where it is no manifest. */
export const manifestIn = (body: string): Manifest | undefined => {
  const read = Manifest.safeParse(json(body));
  return read.success ? read.data : undefined;
};
